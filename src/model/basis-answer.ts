import { hashOf } from './hash.ts'
import { inOneOrder } from './in-one-order.ts'
import type { Json, JsonObject } from './json.ts'

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
  return inOneOrder(answer)
}

/** The hash of what a read answered, as far as it matters to a plan. */
export const basisAnswer = (read: string, answer: Json): string => hashOf(relevantAnswer(read, answer))

const without = (object: JsonObject, member: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
