/** Why the webhook can't judge an example: the API server refuses it before it asks. */
export const BY_SCHEMA = 'the schema refuses it before the webhook is asked';
