import { relevantAnswer } from './basis-answer.ts'
import { canonicalJson, type Json, type JsonObject } from './json.ts'

/** Longest answer that a plan keeps, in characters: those about one person are far shorter, and whole lists have no place in a plan. */
const LONGEST = 4_000

/**
 * What a plan keeps of an answer beside its hash, so that it can be told later what was there before; undefined where that is too much. No
 * read answers a secret.
 */
export const keptAnswer = (read: string, answer: Json): Json | undefined => {
  const relevant = relevantAnswer(read, answer)
  const kept = read === 'skus' ? (relevant as readonly JsonObject[]).map(briefSku) : relevant
  return canonicalJson(kept).length > LONGEST ? undefined : kept
}

const briefSku = (sku: JsonObject): Json => ({
  capabilityStatus: sku['capabilityStatus'] ?? null,
  enabled: sku['enabled'] ?? null,
  skuPartNumber: sku['skuPartNumber'] ?? null,
})
