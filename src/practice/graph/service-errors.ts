import { bad, type GraphError, malformed } from './error-shapes.ts'

/** How licences, ways to sign in, files, invitations and mailboxes are refused. https://learn.microsoft.com/graph/errors */
export const serviceErrors = {
  'lic-location': bad('License assignment cannot be done for user with invalid usage location.'),
  'lic-noseat': bad('Subscription with SKU {skuId} does not have any available licenses.'),
  'lic-notassigned': bad('User does not have a corresponding license.'),
  'lic-inherited': bad(
    'User license is inherited from a group membership and it cannot be removed directly from the user.',
  ),
  'lic-exclusive': bad('License assignment failed because service plans {plans} are mutually exclusive.'),
  'lic-dep': bad('License assignment failed because service plan {plan} depends on the service plan(s) {needs}'),
  'lic-plan': bad('License assignment failed because service plan {plan} is not part of license {skuId}.'),
  'lic-guid': bad(
    "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details",
  ),
  'lic-unknown': bad('License {skuId} does not correspond to a valid company License.'),
  'lic-parameter': bad(
    "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: {missing}.",
  ),

  'tap-lifetime': malformed('Temporary Access Pass lifetime must be between {min} and {max} minutes.'),
  'tap-policy': malformed(
    'Converged UserCredentialPolicy does not allow creating or updating this method for the user.',
  ),
  'tap-guest': malformed('Temporary Access Pass cannot be added to an external guest user.'),

  // https://learn.microsoft.com/answers/questions/1337439
  'method-default': {
    status: 400,
    code: 'badRequest',
    message:
      'Cannot delete default method with other methods configured. Please change default method before deletion.',
  },
  // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1888
  'method-default-phone': {
    status: 400,
    code: 'badRequest',
    message:
      "The requested authentication method id of [{id}] matches the user's current default authentication method, and cannot be deleted until the default authentication method is changed",
  },
  // https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete has the rule, and no text.
  'method-first-phone': {
    status: 400,
    code: 'badRequest',
    message: 'The mobile number cannot be deleted while there is an alternate mobile number.',
  },

  // https://learn.microsoft.com/answers/questions/1187655
  'drive-none': { status: 404, code: 'ResourceNotFound', message: "User's mysite not found." },
  'item-none': { status: 404, code: 'itemNotFound', message: 'The resource could not be found.' },
  'invite-invalid': { status: 400, code: 'invalidRequest', message: '{detail}' },

  'invited-exists': malformed(
    'The invited user already exists in the directory as object ID: {id}. They can use that account to sign in to shared apps and resources.',
  ),
  'invitee-is-own': malformed('Invitee is in inviter tenant'),
  'invite-mail': malformed('The invited user email address is not valid.'),

  'mail-recipient': {
    status: 400,
    code: 'ErrorInvalidRecipients',
    message:
      "At least one recipient is not valid., Recipient '' is not resolved. All recipients must be resolved before a message can be submitted.",
  },
  'mail-message': {
    status: 400,
    code: 'ErrorInvalidParameter',
    message: "The value of the parameter 'Message' is empty.",
  },

  'mbx-none': {
    status: 404,
    code: 'MailboxNotEnabledForRESTAPI',
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  },
  'not-organizer': {
    status: 400,
    code: 'ErrorInvalidRequest',
    message: "Your request can't be completed. You need to be an organizer to cancel a meeting.",
  },
  'view-time': {
    status: 400,
    code: 'ErrorInvalidParameter',
    message:
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime; '{parameter}' is missing or no time.",
  },
  'item-missing': {
    status: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  },
} as const satisfies { readonly [id: string]: GraphError }
