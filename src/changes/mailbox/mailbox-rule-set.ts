import type { InboxRule } from '../../model/mailbox.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxRuleSet, mailboxTarget } from './mailbox.ts'

const ruleOf = async (change: MailboxRuleSet, read: Readers, context: Resolve): Promise<InboxRule | undefined> => {
  const rules = await required(read.entra, 'entra').inboxRules(context.idOf(change.mailbox))
  return rules.find(({ id }) => id === change.rule.ruleId)
}

/** Inbox rules are Graph's, so this works also where only people reach the rest of Exchange. */
export const mailboxRuleSet: ChangeKind<MailboxRuleSet> = {
  kind: 'mailbox.rule.set',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['MailboxSettings.ReadWrite'] },

  describe: ({ mailbox, rule, enabled }) => ({
    target: mailboxTarget(mailbox),
    summary: `turn the inbox rule "${rule.ruleName}" of ${mailbox.name} ${enabled ? 'on' : 'off'}`,
    before: { enabled: !enabled },
    after: { enabled },
    count: 'modify',
  }),

  hazards: () => [],
  refs: (change) => [change.mailbox],
  writes: (change) => ({ accounts: [change.mailbox] }),

  async apply(change, to, context) {
    const id = context.idOf(change.mailbox)
    await required(to.entra, 'entra').setRuleEnabled(id, change.rule.ruleId, change.enabled)
    return { id }
  },

  /** A rule that is not there does nothing, as one that is off. */
  async holds(change, read, context) {
    const rule = await ruleOf(change, read, context)
    return (rule?.isEnabled ?? false) === change.enabled ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const rule = await ruleOf(change, read, context)
    return rule ? { enabled: rule.isEnabled } : null
  },

  inverse: (change): MailboxRuleSet => ({ ...change, enabled: !change.enabled }),

  /** There is no turning on again what somebody has deleted since. */
  async remains(change, made, read) {
    const rules = await required(read.entra, 'entra').inboxRules(made.id ?? '')
    const rule = rules.find(({ id }) => id === change.rule.ruleId)
    const left = rule?.isEnabled === change.enabled ? change : null
    const moved = rule ? [] : [`the inbox rule "${change.rule.ruleName}" is deleted`]
    return { change: left, forced: left, moved }
  },
}
