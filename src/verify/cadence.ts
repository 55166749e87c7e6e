// The rhythm of delivery, in milliseconds.

/** A standard digest spans one hour (User Guide, "CloudTrail digest file structure"). */
export const DIGEST_MS = 3_600_000;
/** A digest is delivered some time after its end: half an hour in captures, promised nowhere. */
export const DIGEST_DELAY_MS = 3_600_000;
/** The minute in a log's name may lie before the start of the digest that lists it: two slots of five minutes. */
export const SLOT_MS = 600_000;
