import { describe, expect, it } from 'vitest';
import { createDoor, orderEvent } from './webhook-fixture.ts';

describe('what a source was refused', () => {
  it('is noted under the id of the event, with everything that was wrong', async () => {
    const door = await createDoor();
    await door.deliver({ body: orderEvent({ id: 'e-9', type: 'purchaseDocument.shredded' }), webhookId: 'msg-9' });
    const [rejection] = await door.rejections('e-9');
    expect(rejection).toMatchObject({ source: 'erp', signed: true, errors: [{ pointer: '/type' }] });
    expect(rejection?.reason).toContain('purchaseDocument.shredded is not an event');
    expect(await door.rejections('msg-9')).toHaveLength(1);
  });

  it('is noted under the id of the delivery where the body can not be read', async () => {
    const door = await createDoor();
    await door.deliver({ text: '{', webhookId: 'msg-9' });
    expect((await door.rejections('msg-9'))[0]?.reason).toContain('not JSON');
  });

  it('is told as unsigned when the signature does not fit', async () => {
    const door = await createDoor();
    await door.deliver({ body: orderEvent({ id: 'e-9' }), secret: 'whsec_d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc=' });
    expect(await door.rejections('e-9')).toMatchObject([
      { signed: false, reason: expect.stringContaining('secret of this source') },
    ]);
  });

  it('is not noted when it was accepted', async () => {
    const door = await createDoor();
    await door.deliver({ body: orderEvent({ id: 'e-9' }) });
    expect(await door.rejections('e-9')).toEqual([]);
  });

  it('costs little room when strangers send it: 60 a minute at most', async () => {
    const door = await createDoor();
    const ids = Array.from({ length: 100 }, (_, index) => `e-${index}`);
    for (const id of ids) await door.deliver({ body: orderEvent({ id }), secret: 'whsec_d3Jvbmc=' });
    expect(await door.rejections('e-50')).toHaveLength(1);
    expect(await door.rejections('e-99')).toEqual([]);
  });
});
