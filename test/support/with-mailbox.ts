import type { Mode } from '../../src/model/glossary.ts'
import type { AutomaticReply, InboxRule, Mailbox } from '../../src/model/mailbox.ts'
import { type Contoso, contoso } from './contoso.ts'
import { userOf } from './look-up.ts'

/** What is said of Adele's mailbox. */
export interface AboutMailbox extends Partial<Mailbox> {
  readonly rules?: readonly InboxRule[]
  readonly reply?: AutomaticReply
}

/** Contoso with Adele Vance (01024), who has a mailbox, and those of Miriam Graham and Alex Wilber. `driver`: whether Joinery reaches Exchange. */
export const withMailbox = async (
  about: AboutMailbox = {},
  { driver = true, mode = 'cloud' }: { readonly driver?: boolean; readonly mode?: Mode } = {},
): Promise<Contoso & { readonly adeleId: string; readonly miriamId: string }> => {
  const company = await contoso(mode, { exchange: driver })
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const [adele, miriam, alex] = [
    await userOf(company, '01024'),
    await userOf(company, '00101'),
    await userOf(company, '00102'),
  ]
  company.mailboxes.give(adele.id, 'adele.vance@contoso.com', about)
  company.mailboxes.give(miriam.id, 'miriam.graham@contoso.com')
  company.mailboxes.give(alex.id, 'alex.wilber@contoso.com')
  return { ...company, adeleId: adele.id, miriamId: miriam.id }
}
