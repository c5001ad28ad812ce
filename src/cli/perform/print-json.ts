import type { Json } from '../../model/json.ts'
import { redact } from '../../model/secret.ts'
import type { Io } from '../io.ts'

/** One JSON document on standard output. */
export const printJson = (io: Io, document: Json): void => io.out(redact(JSON.stringify(document, null, 2)))
