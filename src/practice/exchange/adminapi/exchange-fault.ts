import type { JsonObject } from '../../../model/json.ts'

interface Kind {
  readonly status: number
  readonly code: string
  /** Digits before the type; they differ from place to place in Exchange's code and mean nothing. */
  readonly mark: string
  readonly type: string
  readonly text: string
}

const task = (name: string): string => `Microsoft.Exchange.Configuration.Tasks.${name}`
const recipient = (name: string): string => `Microsoft.Exchange.Management.RecipientTasks.${name}`
const SERVER = 'DB7PR07A01DC001.EURPR07A001.PROD.OUTLOOK.COM'

/** The refusals that the practice tenant's Exchange knows, in Exchange's words. `{name}` is filled in. */
const kinds = {
  'not-found': {
    status: 404,
    code: 'NotFound',
    mark: 'Ex6F9304',
    type: task('ManagementObjectNotFoundException'),
    text: `The operation couldn't be performed because object '{id}' couldn't be found on '${SERVER}'.`,
  },
  ambiguous: {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex2D5B1C',
    type: task('ManagementObjectAmbiguousException'),
    text: "The operation couldn't be performed because '{id}' matches multiple entries.",
  },
  'unknown-cmdlet': {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex1F0C21',
    type: 'System.Management.Automation.CommandNotFoundException',
    text: "The term '{cmdlet}' is not recognized as the name of a cmdlet, function, script file, or operable program.",
  },
  'unknown-parameter': {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex5A31E9',
    type: 'System.Management.Automation.ParameterBindingException',
    text: "A parameter cannot be found that matches parameter name '{parameter}'.",
  },
  'missing-parameter': {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex5A31EA',
    type: 'System.Management.Automation.ParameterBindingException',
    text: 'Cannot process command because of one or more missing mandatory parameters: {parameter}.',
  },
  'bad-value': {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex8C11D0',
    type: 'System.Management.Automation.ParameterBindingException',
    text: 'Cannot process argument transformation on parameter \'{parameter}\'. Cannot convert value "{value}" to the type that it has.',
  },
  'bad-filter': {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex7E5F11',
    type: 'System.Management.Automation.ParameterBindingException',
    text: 'Cannot bind parameter \'Filter\' to the target. Exception setting "Filter": "Invalid filter syntax. \'{filter}\'"',
  },
  'member-exists': {
    status: 400,
    code: 'BadRequest',
    mark: 'ExE6A9F2',
    type: recipient('MemberAlreadyExistsException'),
    text: 'The recipient "{member}" is already a member of the group "{group}".',
  },
  'no-member': {
    status: 400,
    code: 'BadRequest',
    mark: 'ExE6A9F3',
    type: recipient('MemberNotFoundException'),
    text: 'The recipient "{member}" isn\'t a member of the group "{group}".',
  },
  'not-manager': {
    status: 403,
    code: 'Forbidden',
    mark: 'ExB0C4D7',
    type: recipient('OperationRequiresGroupManagerException'),
    text: "You don't have sufficient permissions. This operation can only be performed by a manager of the group.",
  },
  synced: {
    status: 400,
    code: 'BadRequest',
    mark: 'Ex9AB4C6',
    type: 'Microsoft.Exchange.Data.Directory.InvalidADObjectOperationException',
    text: "The operation on mailbox \"{id}\" failed because it's out of the current user's write scope. The action '{cmdlet}', '{property}', can't be performed on the object '{id}' because the object is being synchronized from your on-premises organization. This action should be performed on the object in your on-premises organization.",
  },
} as const satisfies { readonly [id: string]: Kind }

export type ExchangeFaultId = keyof typeof kinds

/** A refusal of a cmdlet on its way to the client. */
export class ExchangeFault extends Error {
  override readonly name = 'ExchangeFault'
  readonly id: ExchangeFaultId
  readonly status: number

  constructor(id: ExchangeFaultId, values: { readonly [name: string]: string } = {}) {
    super(kinds[id].text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole))
    this.id = id
    this.status = kinds[id].status
  }

  /** The body of the answer, as clients of this interface have reported it. */
  body(): JsonObject {
    const { code, mark, type } = kinds[this.id]
    return {
      error: {
        code,
        message: `Error executing request. ${this.message}`,
        details: [{ code: 'Context', target: '', message: `${mark}|${type}|${this.message}` }],
        innererror: {
          message: 'Error executing cmdlet',
          type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
          stacktrace: '',
          internalexception: {
            message: this.message,
            type: 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException',
            stacktrace: '',
          },
        },
      },
    }
  }
}
