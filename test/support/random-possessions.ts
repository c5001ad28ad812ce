import type { Change } from '../../src/changes/change.ts'
import { makerOf, refTo } from '../../src/model/object-ref.ts'
import { choose, colleague, guestMailOf, type Turn } from './random-turn.ts'

type Changes = Promise<readonly Change[]>

const invite = async ({ pick, serial }: Turn): Changes => [
  {
    kind: 'entra.guest.invite',
    mail: guestMailOf(serial),
    displayName: `${pick.text} ${serial}`,
    redirectUrl: 'https://myapplications.microsoft.com',
    sendMail: false,
  },
]

const device = async (turn: Turn): Changes => {
  const found = await colleague(turn)
  const chosen = found && choose((await turn.read.entra?.devicesOf(found.id)) ?? [], turn.pick.other)
  if (!found || !chosen) return []
  const refs = { device: refTo(chosen, chosen.displayName), user: refTo(found, found.userPrincipalName) }
  return [{ kind: 'entra.device.modify', ...refs, enable: !chosen.isEnabled }]
}

const UNTIL = '2099-12-31T22:59:59Z'

const files = async (turn: Turn): Changes => {
  const { entra } = turn.read
  const [owner, user] = [await colleague(turn), await colleague(turn, turn.pick.other)]
  const drive = owner && (await entra?.driveOf(owner.id))
  if (!owner || !user || !drive || owner.id === user.id) return []
  const held = (await entra?.drivePermissions(drive.id))?.find((permission) => permission.user === user.id)
  // Given again it may have another id, and what gave it first takes it back by the first one.
  if (held && makerOf(held.id) !== undefined) return []
  const shared = {
    drive: { id: drive.id, name: 'OneDrive' },
    owner: refTo(owner, owner.userPrincipalName),
    user: refTo(user, user.userPrincipalName),
  }
  if (held && held.role !== 'owner')
    return [
      {
        kind: 'drive.permission.remove',
        ...shared,
        role: held.role,
        until: held.until,
        permission: refTo(held, held.role),
      },
    ]
  const role = turn.pick.verb % 2 === 0 ? 'read' : 'write'
  return [{ kind: 'drive.permission.add', ...shared, role, until: turn.pick.other % 2 === 0 ? null : UNTIL }]
}

/** A colleague with a mailbox, as a reference. */
const mailboxOf = async (turn: Turn, at = turn.pick.which) => {
  const found = await colleague(turn, at)
  const mailbox = found && (await turn.read.exchange?.mailbox(found.id))
  return found && mailbox ? { mailbox, ref: refTo(found, found.userPrincipalName) } : undefined
}

const type = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  if (!found) return []
  const { type: before } = found.mailbox
  return [{ kind: 'mailbox.type.set', mailbox: found.ref, type: before === 'shared' ? 'user' : 'shared', before }]
}

const forward = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  if (!found) return []
  const before = found.mailbox.forward
  const to = choose(turn.arena.people ?? [], turn.pick.other)
  if (before === null && (to === undefined || to === found.ref.name)) return []
  const wanted = before === null ? { to: to ?? '', keepsCopy: turn.pick.other % 2 === 0 } : null
  return [{ kind: 'mailbox.forward.set', mailbox: found.ref, forward: wanted, before }]
}

const reply = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  const settings = found && 'id' in found.ref ? await turn.read.entra?.mailboxSettings(found.ref.id) : null
  if (!found || !settings) return []
  const { reply: before } = settings
  const text = `${turn.pick.text} ${turn.serial}`
  const wanted = {
    status: 'alwaysEnabled',
    internal: text,
    external: '',
    audience: 'none',
    from: null,
    until: null,
  } as const
  return [{ kind: 'mailbox.reply.set', mailbox: found.ref, reply: wanted, before }]
}

const rule = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  const rules = found && 'id' in found.ref ? await turn.read.entra?.inboxRules(found.ref.id) : []
  const chosen = choose(rules ?? [], turn.pick.other)
  if (!found || !chosen) return []
  const refs = { mailbox: found.ref, rule: { ruleId: chosen.id, ruleName: chosen.name } }
  return [{ kind: 'mailbox.rule.set', ...refs, enabled: !chosen.isEnabled }]
}

const hidden = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  return found ? [{ kind: 'mailbox.hidden.set', mailbox: found.ref, hidden: !found.mailbox.isHidden }] : []
}

const RIGHTS = ['FullAccess', 'SendAs', 'SendOnBehalf'] as const

const access = async (turn: Turn): Changes => {
  const [found, other] = [await mailboxOf(turn), await mailboxOf(turn, turn.pick.other)]
  if (!found || !other || found.mailbox.id === other.mailbox.id) return []
  const right = choose(RIGHTS, turn.pick.verb) ?? 'FullAccess'
  const grants = (await turn.read.exchange?.grantsOn(found.mailbox.id)) ?? []
  const isThere = grants.some((grant) => grant.user === other.mailbox.id && grant.right === right)
  const kind = isThere ? 'mailbox.access.remove' : 'mailbox.access.add'
  return [{ kind, mailbox: found.ref, user: other.ref, right }]
}

const list = async (turn: Turn): Changes => {
  const found = await mailboxOf(turn)
  const name = choose(turn.arena.lists ?? [], turn.pick.other)
  const [wanted] = name === undefined ? [] : ((await turn.read.exchange?.listsNamed(name)) ?? [])
  if (!found || !wanted) return []
  const isIn = (await turn.read.exchange?.listsOf(found.mailbox.id))?.some(({ id }) => id === wanted.id)
  const kind = isIn ? 'mailbox.list-member.remove' : 'mailbox.list-member.add'
  return [{ kind, list: refTo(wanted, wanted.displayName), member: found.ref, memberName: found.ref.name }]
}

/** What people have beside their accounts. */
export const POSSESSION_VERBS = [device, files, files] as const
export const GUEST_VERBS = [invite] as const
export const MAILBOX_VERBS = [type, forward, reply, rule, hidden, access, access, list] as const
