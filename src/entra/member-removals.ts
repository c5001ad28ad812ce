import { type Effect, Fault } from '../model/fault.ts'
import type { Clock } from '../ports/clock.ts'
import { type Asked, gather, parts } from '../wire/gather.ts'
import { batchAnswers, batchRequest, MOST_PER_BATCH, takesNoBatch } from './batch.ts'
import { checked } from './check-answer.ts'
import type { GraphAnswer, GraphRequest, Send } from './graph-request.ts'
import { stateText } from './graph-request.ts'
import { urls } from './graph-url.ts'

interface Membership {
  readonly group: string
  readonly member: string
}

type Removal = Asked<Membership, void>

/** Takes the reference away and never the member: the address ends in `/$ref`. */
const removal = ({ group, member }: Membership): GraphRequest => ({
  method: 'DELETE',
  path: urls.memberRef(group, member),
  doing: `removing ${member} from the group ${group}`,
})

/**
 * Removes members. Those asked for in the same turn of the event loop go out together, up to 20 in one batch, none of which has two writes to
 * one group. Each gets an answer of its own; what the batch leaves open is open for each of them.
 */
export const memberRemovals = (send: Send, clock: Clock): ((membership: Membership) => Promise<void>) => {
  const settle = async (one: Removal, answered: Promise<GraphAnswer>): Promise<void> => {
    try {
      checked(await answered, removal(one.item), clock.now())
      one.resolve()
    } catch (error) {
      one.reject(error)
    }
  }

  const together = async (removals: readonly Removal[]): Promise<void> => {
    const requests = removals.map(({ item }) => removal(item))
    const answers = requests.length === 1 ? requests.map((request) => send(request)) : await asBatch(requests)
    await Promise.all(removals.map((one, index) => settle(one, answers[index] ?? withoutAnswer(removal(one.item)))))
  }

  const asBatch = async (requests: readonly GraphRequest[]): Promise<readonly Promise<GraphAnswer>[]> => {
    const batch = batchRequest(requests, `removing members from ${requests.length} groups`)
    try {
      const answers = batchAnswers(await send(batch), requests.length)
      return requests.map(async (request, index) => answers[index] ?? withoutAnswer(request))
    } catch (error) {
      return requests.map((request) => (takesNoBatch(error) ? send(request) : Promise.reject(error)))
    }
  }

  const remove = gather<Membership, void>(async (removals) => {
    for (const round of rounds(removals)) for (const part of parts(round, MOST_PER_BATCH)) await together(part)
  })

  return async (membership) => {
    // Built once before gathering, so that an id that is none stops its own removal only.
    removal(membership)
    await remove(membership)
  }
}

const withoutAnswer = async ({ doing }: GraphRequest): Promise<never> => {
  const effect: Effect = 'unknown'
  const detail = 'the batch came back without an answer to this part'
  throw new Fault('entra/unexpected-answer', { doing, detail, state: stateText(effect) }, { effect })
}

/** Each round has at most one removal of a group. */
const rounds = (removals: readonly Removal[]): readonly (readonly Removal[])[] => {
  const byGroup = [...Map.groupBy(removals, ({ item }) => item.group).values()]
  const most = Math.max(0, ...byGroup.map(({ length }) => length))
  return Array.from({ length: most }, (_, index) => byGroup.flatMap((ofGroup) => ofGroup.slice(index, index + 1)))
}
