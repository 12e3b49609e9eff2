import * as z from 'zod';
import { mendedAddress } from '#domain/files/file-address.ts';
import { MOST_ADDRESS_CHARS, webAddressForm } from '#domain/files/input-ref.ts';

/** An address that events are sent to. */
export const receiverAddress = z
  .string()
  .overwrite(mendedAddress)
  .pipe(z.url({ protocol: /^https?$/, hostname: /./ }).max(MOST_ADDRESS_CHARS))
  .meta({
    format: 'uri',
    pattern: webAddressForm.source,
    description:
      'Where events are sent: https, a public host, port 443. On a laptop also addresses of this machine.',
  });
