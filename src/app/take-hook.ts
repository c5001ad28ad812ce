import { asFault, type Fault } from '../model/fault.ts'
import type { FeedReading } from '../model/feed.ts'
import type { TakeHook } from '../service/hooks-group.ts'
import type { App } from './app.ts'

/** What a source pushes goes the way of its feed, as news of some people: whoever is not in it is not missing. */
export const takeHook =
  (app: Pick<App, 'readPushed' | 'syncSnapshot'>): TakeHook =>
  async (source, bytes) => {
    const { snapshot } = await readHook(source, bytes, app)
    return (await app.syncSnapshot({ snapshot, partial: true })).report
  }

const OPENS_LIST = Buffer.from('[')
const CLOSES_LIST = Buffer.from(']')

/** A list is read as one; what holds none is one person. */
const readHook = async (source: string, bytes: Uint8Array, app: Pick<App, 'readPushed'>): Promise<FeedReading> => {
  try {
    return await app.readPushed({ source, bytes })
  } catch (thrown) {
    if (!meansOnePerson(bytes, asFault(thrown))) throw thrown
    return app.readPushed({ source, bytes: Buffer.concat([OPENS_LIST, bytes, CLOSES_LIST]) })
  }
}

const OF_ONE_PERSON: ReadonlySet<string> = new Set<Fault['code']>(['feed/no-records', 'feed/nothing-usable'])

const meansOnePerson = (bytes: Uint8Array, { code }: Fault): boolean =>
  OF_ONE_PERSON.has(code) &&
  /^\s*\{/.test(
    Buffer.from(bytes.subarray(0, 100))
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  )
