/** What a client needs to talk to a fake: an address, and a region and credentials that nobody looks at. */
export function fakeEndpoint(endpoint: string) {
  return { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' } };
}
