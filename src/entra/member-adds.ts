import { asFault, type Effect, Fault } from '../model/fault.ts'
import type { Clock } from '../ports/clock.ts'
import { type Asked, gather, parts } from '../wire/gather.ts'
import { batchAnswers, batchRequest, MOST_PER_BATCH, takesNoBatch } from './batch.ts'
import { checked } from './check-answer.ts'
import type { GraphAnswer, GraphRequest, Send } from './graph-request.ts'
import { stateText } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { references, urls } from './graph-url.ts'

interface Membership {
  readonly group: string
  readonly member: string
}

type Add = Asked<Membership, void>

/** https://learn.microsoft.com/graph/api/group-post-members: members that one PATCH can add. */
const MOST_PER_PATCH = 20

/**
 * Adds members. Those asked for in the same turn of the event loop are gathered: up to 20 into one PATCH per group, up to 20 groups into one
 * batch. Entra adds all of a PATCH or none, so a PATCH that it refuses is taken apart and each member gets an answer of its own; one whose
 * outcome is open is reported as it is to all of its members, because they have to be read back first.
 */
export const memberAdds = (
  send: Send,
  clock: Clock,
  root: Pick<GraphRoot, 'publicRoot'>,
): ((membership: Membership) => Promise<void>) => {
  const reference = references(root)

  const single = ({ group, member }: Membership): GraphRequest => ({
    method: 'POST',
    path: urls.membersRef(group),
    body: { '@odata.id': reference.directoryObject(member) },
    doing: `adding ${member} to the group ${group}`,
  })

  const together = (adds: readonly Add[]): GraphRequest => {
    const [first] = adds
    if (first && adds.length === 1) return single(first.item)
    const group = first?.item.group ?? ''
    const members = adds.map(({ item }) => reference.directoryObject(item.member))
    return {
      method: 'PATCH',
      path: urls.group(group),
      body: { 'members@odata.bind': members },
      doing: `adding ${adds.length} members to the group ${group}`,
    }
  }

  /** One after the other: writes to one group at the same time get in each other's way. */
  const oneByOne = async (adds: readonly Add[]): Promise<void> => {
    for (const add of adds) await send(single(add.item)).then(() => add.resolve(), add.reject)
  }

  const settle = async (adds: readonly Add[], request: GraphRequest, answered: Promise<GraphAnswer>): Promise<void> => {
    try {
      checked(await answered, request, clock.now())
      for (const add of adds) add.resolve()
    } catch (error) {
      const fault = asFault(error, 'unknown')
      if (adds.length > 1 && canBeTakenApart(fault)) return oneByOne(adds)
      for (const add of adds) add.reject(fault)
    }
  }

  const round = async (chunks: readonly (readonly Add[])[]): Promise<void> => {
    const requests = chunks.map(together)
    const answers = chunks.length === 1 ? requests.map((request) => send(request)) : await sendAsBatch(requests)
    await Promise.all(chunks.map((adds, index) => settle(adds, at(requests, index), at(answers, index))))
  }

  const sendAsBatch = async (requests: readonly GraphRequest[]): Promise<readonly Promise<GraphAnswer>[]> => {
    const batch = batchRequest(requests, `adding members to ${requests.length} groups`)
    try {
      const answers = batchAnswers(await send(batch), requests.length)
      return requests.map(async (request, index) => answers[index] ?? withoutAnswer(request))
    } catch (error) {
      return requests.map((request) => (takesNoBatch(error) ? send(request) : Promise.reject(error)))
    }
  }

  const add = gather<Membership, void>(async (adds) => {
    for (const chunks of rounds(adds)) for (const part of parts(chunks, MOST_PER_BATCH)) await round(part)
  })

  return async (membership) => {
    // Built once before gathering, so that an id that is none stops its own membership only.
    single(membership)
    await add(membership)
  }
}

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index]
  if (item === undefined)
    throw new Fault('bug/unexpected', { text: 'a gathered write lost one of its parts' }, { effect: 'unknown' })
  return item
}

const withoutAnswer = ({ doing }: GraphRequest): never => {
  const effect: Effect = 'unknown'
  const detail = 'the batch came back without an answer to this part'
  throw new Fault('entra/unexpected-answer', { doing, detail, state: stateText(effect) }, { effect })
}

/** Chunks of one group each; a round holds one chunk of every group, so that no two writes of a batch meet at one group. */
const rounds = (adds: readonly Add[]): readonly (readonly (readonly Add[])[])[] => {
  const byGroup = [...Map.groupBy(adds, ({ item }) => item.group).values()].map((ofGroup) =>
    parts(ofGroup, MOST_PER_PATCH),
  )
  const most = Math.max(0, ...byGroup.map((chunks) => chunks.length))
  return Array.from({ length: most }, (_, index) => byGroup.flatMap((chunks) => chunks.slice(index, index + 1)))
}

/** Refused as a whole, perhaps because of one of them; what is throttled, denied or open would be so for each of them. */
const canBeTakenApart = ({ effect, category, code }: Fault): boolean =>
  effect === 'none' &&
  category !== 'denied' &&
  (category !== 'throttled' || code === 'entra/group-not-ready') &&
  category !== 'unreachable'
