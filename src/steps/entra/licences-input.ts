import { z } from 'zod'
import { duration } from '../duration.ts'

const skus = z.array(z.string().min(1))
const HALF_AN_HOUR_MS = 30 * 60_000

export const licencesInput = z
  .strictObject({
    add: skus.optional().describe('SKUs to hold, by part number (SPE_E3) or skuId.'),
    remove: skus.optional().describe('SKUs not to hold directly, unless they stand under add as well.'),
    only: skus.optional().describe('SKUs to hold directly, and no others but those under keep.'),
    keep: skus.optional().describe('SKUs that stay although `only`, `remove` or `extras: remove` would take them.'),
    extras: z
      .enum(['keep', 'remove'])
      .optional()
      .describe(
        'Directly held SKUs that stand neither under add nor under remove, so that somebody has given them by hand: keep lists them in the plan and leaves them, remove takes them as well.',
      ),
    without: z
      .record(z.string(), z.array(z.string().min(1)))
      .default({})
      .describe(
        'Service plans to switch off, by SKU: { SPE_E3: [YAMMER_ENTERPRISE] }. Counts for those SKUs that are asked for.',
      ),
    grace: duration
      .optional()
      .describe(
        'How long the account keeps what it loses, such as 14d. The run parks until then, with everything else done. Whole days end at midnight, UTC. A licence with Exchange in whose place another one comes goes at once, for the two exclude one another.',
      ),
    verify: z
      .boolean()
      .default(false)
      .describe('Wait until Entra has taken away what came through groups that this plan leaves.'),
    within: duration.default(HALF_AN_HOUR_MS).describe('How long to wait for that at most; 30m when left out.'),
    loseMailbox: z
      .boolean()
      .default(false)
      .describe(
        'The last licence with Exchange may go although the mailbox is not shared: Exchange then deletes the mailbox.',
      ),
  })
  .refine((given) => given.add ?? given.remove ?? given.only ?? given.extras, {
    message: 'says nothing to do: give add, remove, only or extras',
  })
  .refine((given) => !(given.only && (given.add || given.remove || given.extras)), {
    message: 'only says it all: give either only, or add, remove and extras',
  })
  .refine((given) => !given.keep || given.only || given.remove || given.extras === 'remove', {
    message: 'keep goes with only, remove or extras: remove',
  })

export type LicencesInput = z.output<typeof licencesInput>
