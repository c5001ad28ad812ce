import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { consentText, type EntraConsentAdd, type EntraConsentRemove, givenBy } from './entra-consent.ts'

/** Consents are never asked for by a step; undo gives back those that a run has taken. */
export const entraConsentAdd: ChangeKind<EntraConsentAdd> = {
  kind: 'entra.consent.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['DelegatedPermissionGrant.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `give back the consent of ${change.user.name} to ${consentText(change)}`,
    before: { consents: [] },
    after: { consents: [consentText(change)] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, client, resource, scope }, to, context) {
    const [userId, clientId, resourceId] = [context.idOf(user), context.idOf(client), context.idOf(resource)]
    return required(to.entra, 'entra').addConsent({ userId, clientId, resourceId, scope })
  },

  async holds(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return given && given.scope.trim() === change.scope.trim() ? { id: given.id } : null
  },

  async found(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return { consents: given ? [consentText({ ...change, scope: given.scope })] : [] }
  },

  inverse: (change, made): EntraConsentRemove => ({
    ...change,
    kind: 'entra.consent.remove',
    consent: { id: String(made.id), name: consentText(change) },
  }),
}
