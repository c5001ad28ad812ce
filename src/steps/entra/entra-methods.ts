import { z } from 'zod'
import type { EntraMethodRemove } from '../../changes/entra/entra-method-remove.ts'
import { methodText } from '../../changes/entra/entra-method-remove.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { isMethodType, methodTypes, type SignInMethod } from '../../model/sign-in.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type Wanted } from '../step.ts'

const input = z.strictObject({
  remove: z
    .union([z.literal('all'), z.array(z.enum(methodTypes)).min(1)])
    .describe(`Which methods to take away: all, or a list of these types: ${methodTypes.join(', ')}.`),
})
type Input = z.output<typeof input>

/** The person's Entra account has no sign-in methods beside the password, or none of these types. */
export const entraMethods = defineStep<Input>({
  verb: 'entra.methods',
  summary: "Takes sign-in methods away from the person's Entra account.",
  about:
    'Phones, authenticator apps, passkeys, Windows Hello, access passes and the like; a password is no such method and cannot be removed. Entra gives up the default method last and does not say which it is, so phones and apps ' +
    'go in one change that finds the order. What was removed can only be registered again by its owner. QR codes with a PIN and other types that Graph v1.0 cannot remove are named in a note, to be removed by hand.',
  systems: ['entra'],
  kinds: ['entra.method.remove'],
  reads: ['User.Read.All', 'UserAuthenticationMethod.Read.All'],
  input,
  outputs: { removed: 'list<string>' },
  examples: [
    {
      title: 'A lost phone',
      yaml: '- entra.methods: { remove: [phone, microsoftAuthenticator] }',
      plans: ['remove Microsoft Authenticator "Pixel 9" and phone "mobile +44 7700 900123" of adele.vance@contoso.com'],
    },
  ],

  async plan(context, { remove }) {
    const user = await requireUser(context)
    const all = await required(context.read.entra).methodsOf(user.id)
    const meant = all.filter(({ type }) => remove === 'all' || remove.some((wanted) => wanted === type))
    const removable = meant.filter(({ type }) => isMethodType(type))
    const changes = changesFor(user, removable)
    const notes = meant.filter((method) => !removable.includes(method)).map((method) => byHand(user, method))
    return {
      changes,
      holds: changes.length === 0 ? 1 : 0,
      notes,
      outputs: { removed: removable.map(methodText) },
    }
  },
})

/**
 * Of these one can be the default. A second phone needs the first, so it goes before it.
 * https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete
 */
const MAY_BE_DEFAULT = ['microsoftAuthenticator', 'softwareOath', 'phone']

const rank = ({ type, name }: SignInMethod): string => {
  const isFirstPhone = type === 'phone' && name?.startsWith('mobile')
  return `${MAY_BE_DEFAULT.indexOf(type)}${isFirstPhone ? 1 : 0}${name ?? ''}`
}

const changesFor = (user: EntraUser, methods: readonly SignInMethod[]): readonly Wanted[] => {
  const change = (...some: readonly SignInMethod[]): EntraMethodRemove => ({
    kind: 'entra.method.remove',
    user: refTo(user, user.userPrincipalName),
    methods: some,
  })
  const [linked, others] = [true, false].map((of) => methods.filter(({ type }) => MAY_BE_DEFAULT.includes(type) === of))
  const ordered = [...(linked ?? [])].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return [
    ...(others ?? []).map((method) => ({ change: change(method), about: method.id })),
    ...(ordered.length > 0 ? [{ change: change(...ordered), about: 'phones and apps' }] : []),
  ]
}

const byHand = ({ userPrincipalName }: EntraUser, method: SignInMethod): string =>
  `${methodText(method)} of ${userPrincipalName} has to be removed by hand (Entra admin centre, Authentication methods): Graph v1.0 cannot do it.`
