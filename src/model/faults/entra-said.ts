import type { FaultParams } from './fault-record.ts'

/** What Entra said, with the id under which Microsoft's support finds the request. */
export const entraSaid = (p: FaultParams): string =>
  `Entra answered: ${p['detail']}${p['requestId'] ? ` (request-id ${p['requestId']})` : ''}.`
