import type { Newsroom } from '../lifecycle/news.ts'
import { faultFields, type ServiceLog } from './service-log.ts'

export interface TurnedAwayDeps {
  readonly news: Pick<Newsroom, 'tell' | 'settled'>
  readonly send: () => Promise<void>
  readonly log: ServiceLog
}

/** Somebody may try a door once or twice; a system whose token has run out goes on. */
const MOST_REFUSALS = 10

/**
 * Tells people when a source that is known is turned away again and again without having come in between: its token may have run out, and then nobody
 * is hired or dismissed any more.
 */
export const watchRefusals = ({ news, send, log }: TurnedAwayDeps): ((source: string, isAdmitted: boolean) => void) => {
  const refusals = new Map<string, number>()
  const orLogged = (work: Promise<void>): void =>
    void work.catch((thrown: unknown) => log.error('tell.failed', faultFields(thrown)))
  return (source, isAdmitted) => {
    const before = refusals.get(source) ?? 0
    refusals.set(source, isAdmitted ? 0 : before + 1)
    if (isAdmitted && before >= MOST_REFUSALS) orLogged(news.settled(`source ${source}`))
    if (!isAdmitted && before + 1 === MOST_REFUSALS) orLogged(news.tell(newsOf(source)).then(send))
  }
}

const newsOf = (source: string) => ({
  about: `source ${source}`,
  kind: 'source turned away',
  subject: `The source ${source} is turned away`,
  text: `It has asked ${MOST_REFUSALS} times without a token or signature that is good, and nothing of it was taken. Its secret may have changed on one side, or its clock may be wrong; or somebody else tries to get in.`,
  facts: [{ name: 'source', value: source }],
})
