import { describe, expect, it } from 'vitest';
import { ORIGIN_HEADER as HEADER_OF_AUTHORIZER } from '../../shared/contracts/authorizer-event.ts';
import { ORIGIN_HEADER } from '../../stacks/constructs/origin-header.ts';
import { apiPaths, DECLARATIONS } from '../../stacks/declarations.ts';
import { plainValues } from './support/plain-values.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

const templates = synthesise();
const plain = plainValues(templates);
const of = (type: string, part = 'api') =>
  resourcesOf(templates, type, part).map(
    ({ id, properties }) => ({ id, ...(plain(part, properties) as object) }) as Record<string, unknown>,
  );
const feeds = DECLARATIONS.flatMap(({ name, feeds: all }) =>
  all.flatMap((feed) => (feed.kind === 'http' ? [{ name, feed }] : [])),
);

describe('routes', () => {
  const routes = of('AWS::ApiGatewayV2::Route');
  const authorizers = new Map(of('AWS::ApiGatewayV2::Authorizer').map(({ id, Name }) => [`api/${id}`, Name]));

  it('are those that functions declare', () => {
    const declared = feeds.map(({ feed }) => `${feed.method} ${feed.path}`);
    expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(declared.toSorted());
  });

  it.each(feeds.map(({ feed }) => [`${feed.method} ${feed.path}`, feed.access] as const))(
    '%s is guarded as declared',
    (key, access) => {
      const route = routes.find(({ RouteKey }) => RouteKey === key);
      expect(route?.AuthorizationType).toBe('CUSTOM');
      expect(authorizers.get(String(route?.AuthorizerId))).toBe(access === 'public' ? 'door' : 'token');
    },
  );
});

describe('authorizers', () => {
  it('look at the door, and where there is a token, at both', () => {
    const door = `$request.header.${HEADER_OF_AUTHORIZER}`;
    expect(of('AWS::ApiGatewayV2::Authorizer')).toEqual([
      expect.objectContaining({ Name: 'door', IdentitySource: [door], EnableSimpleResponses: true }),
      expect.objectContaining({ Name: 'token', IdentitySource: [door, '$request.header.authorization'] }),
    ]);
    expect(ORIGIN_HEADER).toBe(HEADER_OF_AUTHORIZER);
  });

  it('know one more issuer when the context names one', () => {
    const environmentOf = (context: object) => {
      const found = resourcesOf(synthesise({ ...context }), 'AWS::Lambda::Function', 'api');
      const { Environment } = found.find(({ id }) => id.startsWith('authorizerequest'))?.properties ?? {};
      return (Environment as { Variables: Record<string, unknown> }).Variables;
    };
    expect(environmentOf({})).toMatchObject({ OTHER_TOKEN_ISSUER: '', OTHER_TOKEN_AUDIENCE: '' });
    expect(
      environmentOf({ tokenIssuer: 'https://login.example.com', tokenAudience: 'api://werkstroom' }),
    ).toMatchObject({ OTHER_TOKEN_ISSUER: 'https://login.example.com', OTHER_TOKEN_AUDIENCE: 'api://werkstroom' });
  });
});

describe('functions', () => {
  const functions = [...of('AWS::Lambda::Function'), ...of('AWS::Lambda::Function', 'workflow')];

  it.each(DECLARATIONS.map((declaration) => [declaration.name, declaration] as const))(
    '%s gets the limits and the environment that it declares, and nothing else',
    (_name, { purpose, timeoutSeconds, memoryMegabytes, environment }) => {
      const found = functions.find(({ Description }) => Description === purpose);
      expect(found).toMatchObject({
        Timeout: timeoutSeconds,
        MemorySize: memoryMegabytes,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      const given = found?.Environment as { Variables: Record<string, unknown> } | undefined;
      expect(Object.keys(given?.Variables ?? {}).toSorted()).toEqual([...environment].toSorted());
    },
  );
});

it('the quota of what a company may send is the one of the context', () => {
  const door = resourcesOf(synthesise({ ingestQuota: '20000' }), 'AWS::Lambda::Function', 'api').find(({ id }) =>
    id.startsWith('receivewebhook'),
  );
  expect(door?.properties.Environment).toMatchObject({ Variables: { INGEST_QUOTA: '20000' } });
});

describe('the front door', () => {
  const [distribution] = of('AWS::CloudFront::Distribution', 'console');
  const config = distribution?.DistributionConfig as Record<string, unknown> & {
    CacheBehaviors: { PathPattern: string; ViewerProtocolPolicy: string; TargetOriginId: string }[];
    Origins: { Id: string; OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[] }[];
  };

  it('hands every path of a route to the API and the rest to the console', () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern).toSorted()).toEqual(apiPaths());
    expect(apiPaths()).toEqual(['/api/*', '/approvals/*', '/openapi.json', '/webhooks/*', '/workflow.schema.json']);
    expect(new Set(config.CacheBehaviors.map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy))).toEqual(
      new Set(['https-only']),
    );
  });

  it('proves itself by a secret that no template holds', () => {
    const [behaviour] = config.CacheBehaviors;
    const origin = config.Origins.find(({ Id }) => Id === behaviour?.TargetOriginId);
    expect(origin?.OriginCustomHeaders).toEqual([
      { HeaderName: ORIGIN_HEADER, HeaderValue: expect.stringMatching(/^\{\{resolve:secretsmanager:.+\}\}$/) },
    ]);
  });

  it('sends the first generation of the secret and has all of them accepted', () => {
    const rotating = synthesise({ originSecrets: '2,1' });
    expect(resourcesOf(rotating, 'AWS::SecretsManager::Secret')).toHaveLength(2);
    const sent = JSON.stringify(resourcesOf(rotating, 'AWS::CloudFront::Distribution'));
    expect(sent).toContain('OriginSecret2');
    expect(sent).not.toContain('OriginSecret1');
    const accepted = resourcesOf(rotating, 'AWS::Lambda::Function', 'api').find(({ id }) => id.startsWith('authorize'));
    expect(JSON.stringify(accepted)).toMatch(/OriginSecret2.*,.*OriginSecret1/);
  });

  it('has our own name, certificate and addresses when the context says so', () => {
    const own = synthesise({ domainName: 'w.example.com', hostedZoneId: 'Z1', hostedZoneName: 'example.com' });
    const [found] = resourcesOf(own, 'AWS::CloudFront::Distribution');
    expect(found?.properties.DistributionConfig).toMatchObject({
      Aliases: ['w.example.com'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(resourcesOf(own, 'AWS::CertificateManager::Certificate', 'edge')).toHaveLength(1);
    expect(resourcesOf(own, 'AWS::Route53::RecordSet', 'console')).toHaveLength(2);
  });

  it('takes a certificate that exists', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/c';
    const own = synthesise({ domainName: 'w.example.com', certificateArn });
    expect(JSON.stringify(resourcesOf(own, 'AWS::CloudFront::Distribution'))).toContain(certificateArn);
    expect(resourcesOf(own, 'AWS::CertificateManager::Certificate')).toEqual([]);
  });
});

describe('logs of requests', () => {
  it('tell the route and never the path, which holds the token of a link', () => {
    const [stage] = of('AWS::ApiGatewayV2::Stage', 'console');
    const settings = stage?.AccessLogSettings as { Format: string } | undefined;
    expect(settings?.Format).toContain('$context.routeKey');
    expect(settings?.Format).not.toMatch(/\$context\.(path|identity|httpMethod)|\$request/);
  });

  it('of the firewall have paths, queries and secrets blanked out', () => {
    const [logging] = of('AWS::WAFv2::LoggingConfiguration', 'edge');
    expect(logging?.RedactedFields).toEqual(
      expect.arrayContaining([{ UriPath: {} }, { QueryString: {} }, { SingleHeader: { Name: 'authorization' } }]),
    );
  });
});

describe('the firewall', () => {
  it('tells who comes too often to wait, in the words that Business Central understands', () => {
    const [{ Rules } = { Rules: [] }] = of('AWS::WAFv2::WebACL', 'edge') as { Rules: Record<string, unknown>[] }[];
    expect(Rules?.length).toBeGreaterThan(3);
    for (const { Action } of Rules ?? []) {
      expect(Action).toMatchObject({ Block: { CustomResponse: { ResponseCode: 429 } } });
    }
  });
});
