import { hashOf } from './hash.ts'
import { inOneOrder } from './in-one-order.ts'
import type { Json, JsonObject } from './json.ts'
import { type Mailbox, sizeClass } from './mailbox.ts'

/**
 * What a read answered, as far as it matters to a plan, in one order. Left out is what changes without meaning anything to it: which server
 * answered, how many seats are taken (seats are checked again when they are used), how full a OneDrive is, and since when
 * sessions count (that time moves with every new password, and nothing that is planned would be wrong for it).
 */
export const relevantAnswer = (read: string, answer: Json): Json => {
  if (read === 'domain') return inOneOrder(without(answer as JsonObject, 'server'))
  if (read === 'skus') return (answer as readonly JsonObject[]).map((sku) => inOneOrder(without(sku, 'consumed')))
  if (read === 'driveOf') return answer && inOneOrder(without(answer as JsonObject, 'usedBytes'))
  if (read === 'sessionsOf') return null
  if (read === 'mailbox') return answer && inOneOrder(mailboxAnswer(answer as unknown as Mailbox))
  return inOneOrder(answer)
}

/** Mail comes in all the time. What a plan goes by is whether a mailbox is too large for something. */
const mailboxAnswer = ({ sizeInBytes, ...rest }: Mailbox): JsonObject =>
  ({ ...rest, size: sizeClass(sizeInBytes) }) as unknown as JsonObject

/** The hash of what a read answered, as far as it matters to a plan. */
export const basisAnswer = (read: string, answer: Json): string => hashOf(relevantAnswer(read, answer))

const without = (object: JsonObject, member: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
