import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { consentText, type EntraConsentAdd, type EntraConsentRemove, givenBy } from './entra-consent.ts'

export const entraConsentRemove: ChangeKind<EntraConsentRemove> = {
  kind: 'entra.consent.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['DelegatedPermissionGrant.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `withdraw the consent of ${change.user.name} to ${consentText(change)}`,
    before: { consents: [consentText(change)] },
    after: { consents: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, consent }, to, context) {
    await required(to.entra, 'entra').removeConsent(context.idOf(user), consent)
    return { id: consent }
  },

  async holds(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return given ? null : { id: change.consent }
  },

  async found(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return { consents: given ? [consentText({ ...change, scope: given.scope })] : [] }
  },

  inverse: ({ consent: _consent, ...change }): EntraConsentAdd => ({ ...change, kind: 'entra.consent.add' }),
}
