import type { LookupDeps } from '../../lookup/lookup-deps.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { MailboxGrant } from '../../model/mailbox.ts'
import type { PersonEnd } from '../../model/playbook-case.ts'
import type { ExchangeReader } from '../../ports/exchange.ts'
import { setDifference, valueDifference } from './differences.ts'

type Expected = Exclude<PersonEnd['mailbox'], undefined | null>
type Differences = Promise<readonly (string | null)[]>

/** What of somebody's mailbox is not as the case says. */
export const mailboxDifferences = async (
  { read: { entra, exchange } }: LookupDeps,
  key: string,
  expected: Expected | null,
  user: EntraUser | null,
): Differences => {
  const where = `mailbox of ${key}`
  const settings = user && entra ? await entra.mailboxSettings(user.id) : null
  if (expected === null || !settings || !user || !entra)
    return [valueDifference(where, expected && 'a mailbox', settings?.userPurpose)]
  const { type, reply, rules } = expected
  const on = async (): Promise<readonly string[]> =>
    (await entra.inboxRules(user.id)).filter(({ isEnabled }) => isEnabled).map(({ name }) => name)
  return [
    type === undefined ? null : valueDifference(`${where}, type`, type, settings.userPurpose),
    reply === undefined ? null : valueDifference(`${where}, reply`, reply, settings.reply.status),
    rules === undefined ? null : setDifference(`${where}, rules`, rules, await on()),
    ...(exchange ? await exchangeDifferences(exchange, where, expected, user.id) : []),
  ]
}

/** What Graph does not tell. */
const exchangeDifferences = async (
  exchange: ExchangeReader,
  where: string,
  { forward, hidden, open, opens, lists }: Expected,
  id: string,
): Differences => {
  const mailbox = await exchange.mailbox(id)
  return [
    forward === undefined ? null : valueDifference(`${where}, forward`, forward, mailbox?.forward?.to),
    hidden === undefined ? null : valueDifference(`${where}, hidden`, hidden, mailbox?.isHidden),
    open === undefined ? null : setDifference(`${where}, open`, open, mayOpen(await exchange.grantsOn(id))),
    opens === undefined ? null : setDifference(`${where}, opens`, opens, mayOpen(await exchange.grantsOf(id))),
    lists === undefined
      ? null
      : setDifference(
          `${where}, lists`,
          lists,
          (await exchange.listsOf(id)).map(({ displayName }) => displayName),
        ),
  ]
}

const mayOpen = (grants: readonly MailboxGrant[]): readonly string[] =>
  grants.filter(({ right }) => right === 'FullAccess').map(({ name }) => name)
