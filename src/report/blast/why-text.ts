import type { JsonValue } from '../../model.js';
import type { Paint } from '../../text/colour.js';
import { cellText, visible } from '../../text/escape.js';
import type { NamedRow } from '../shapes.js';

export interface WhyShape {
  readonly event: NamedRow;
  readonly radius: { readonly credential: string; readonly confidence: string } | null;
  readonly chain: readonly {
    readonly from: string;
    readonly to: string;
    readonly method: string;
    readonly confidence: string;
    readonly at: string;
    readonly evidence: readonly string[];
  }[];
  readonly proof: {
    readonly integrity: string | null;
    readonly copies: number;
    readonly object: NamedRow | null;
    readonly digest: NamedRow | null;
  };
}

/** The way from the seed to an event, a step a paragraph, and what proves the record. */
export function whyText(why: WhyShape, seed: string, paint: Paint): string {
  const { event, radius, chain, proof } = why;
  const said = (value: JsonValue | undefined) => visible(cellText(value ?? null));
  const source = said(event.event_source);
  let text = `${paint('bold', said(event.event_id))}  ${said(event.event_time)}  ${source} ${said(event.event_name)}\n`;
  text += `  by ${said(event.access_key_id) || said(event.principal_id) || 'an unnamed caller'} in ${said(event.aws_region)}`;
  text += `${event.error_code === null ? '' : `, answered ${said(event.error_code)}`}\n\n`;
  if (radius === null) {
    text += `${paint('yellow', `Not in the blast radius of ${visible(seed)}.`)}\n`;
  } else if (chain.length === 0) {
    text += `Made with the seed ${visible(seed)} itself.\n`;
  } else {
    text += `In the blast radius of ${visible(seed)} (confidence ${visible(radius.confidence)}):\n`;
    chain.forEach((step, i) => {
      text += `  ${i + 1}. ${visible(step.from)} → ${visible(step.to)}\n`;
      text += `     ${visible(step.method)}, ${visible(step.confidence)}, at ${visible(step.at)}\n`;
      text += `     evidence: ${step.evidence.map(visible).join(', ')}\n`;
    });
    text += `  ${chain.length + 1}. the event, made with ${visible(radius.credential)}\n`;
  }
  text += `\n${paint('bold', 'Proof')}: ${said(proof.integrity) || 'unverified'}\n`;
  if (proof.object) {
    text += `  record ${said(proof.object.record_index)} of ${place(proof.object)}\n`;
    if (proof.object.content_sha256) text += `  content SHA-256 ${said(proof.object.content_sha256)}\n`;
    if (proof.object.detail) text += `  ${said(proof.object.detail)}\n`;
  }
  if (proof.digest) {
    text += `  listed in the digest ${place(proof.digest)} (${said(proof.digest.start)} to ${said(proof.digest.end)})\n`;
    text += `  whose signature verifies under the key ${said(proof.digest.fingerprint)}, obtained from: ${said(proof.digest.via)}\n`;
  } else {
    text += '  no trusted digest vouches for it\n';
  }
  if (proof.copies > 0) text += `  ${proof.copies} further ${proof.copies === 1 ? 'copy' : 'copies'} in the case\n`;
  return text;
}

function place(object: NamedRow): string {
  const key = visible(cellText(object.key ?? null));
  return object.bucket ? `s3://${visible(cellText(object.bucket))}/${key}` : key;
}
