import type { Config } from '../config/config.ts'
import { Fault } from '../model/fault.ts'
import type { WebMessage } from '../model/message.ts'
import type { AppParts } from './app-parts.ts'
import type { Systems } from './open-systems.ts'

/** Tells those who run Joinery: every webhook, and by mail from the configured mailbox. Throws what kept one of them from being told. */
export const tellOperators = async (parts: AppParts, message: WebMessage): Promise<void> => {
  const { config } = await parts.settings()
  const webhooks = Object.keys(config.notify.webhooks ?? {})
  const byMail = config.notify.mail !== undefined && config.entra !== undefined
  if (webhooks.length === 0 && !byMail) return
  const systems = await parts.systems({ readOnly: false })
  const sent = await Promise.allSettled([
    ...webhooks.map((name) => systems.writers.messages?.post(name, message)),
    ...(byMail ? [mail(config.notify, message, systems)] : []),
  ])
  const failed = sent.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

const mail = async (notify: Config['notify'], message: WebMessage, { readers, writers }: Systems): Promise<void> => {
  const from = notify.mail?.from ?? ''
  const named = (await readers.entra?.usersBy('userPrincipalName', from)) ?? []
  const found = named.length > 0 ? named : ((await readers.entra?.usersBy('proxyAddresses', `smtp:${from}`)) ?? [])
  const [sender, second] = found
  if (!sender || second)
    throw new Fault('message/unknown-sender', { from, found: second ? 'several users have it' : 'no user has it' })
  await writers.entra?.sendMail(sender.id, {
    to: notify.mail?.operators ?? [from],
    cc: [],
    subject: message.subject,
    text: [message.text, '', ...message.facts.map(({ name, value }) => `${name}: ${value}`)].join('\n'),
  })
}
