import { Environment, type RegisteredFunctionHandler } from '@marcbachmann/cel-js'
import { parserLimits } from './check-limits.ts'
import { defaultMacro, defaultSignature } from './default-macro.ts'
import { expressionFunctions } from './functions.ts'
import { SecretHandle } from './secret-handle.ts'
import { type ScopeShape, type Shape, secretType } from './shape.ts'

/** `let` is a reserved word of CEL, so its values stand under this name, which has the same length: offsets stay right. */
export const LET_ALIAS = 'LET'

const base = (): Environment => {
  const environment = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: parserLimits,
  })
  environment.registerType(secretType, { ctor: SecretHandle, fields: {} })
  environment.registerFunction(defaultSignature, defaultMacro as RegisteredFunctionHandler)
  for (const { signature, run, description } of expressionFunctions) {
    environment.registerFunction(signature, run as RegisteredFunctionHandler, { description, async: false })
  }
  return environment
}

// Registering the functions takes milliseconds, a copy a tenth of one, and the library freezes an environment once it was copied.
let shared: Environment | undefined
const copyOfBase = (): Environment => {
  shared ??= base()
  return shared.clone()
}

/** Registers a map with known keys as a type, inner ones first; answers the type's name. */
const declareType = (environment: Environment, name: string, shape: Shape, types: Map<string, Shape>): string => {
  if (typeof shape === 'string') return shape
  const fields: Record<string, string> = {}
  for (const [field, inner] of Object.entries(shape))
    fields[field] = declareType(environment, `${name}.${field}`, inner, types)
  environment.registerType(name, { fields })
  types.set(name, shape)
  return name
}

/** An environment in which exactly these names are in scope, and the shapes behind the type names that it may answer. */
export const environmentFor = (
  scope: ScopeShape,
): { readonly environment: Environment; readonly types: ReadonlyMap<string, Shape> } => {
  const environment = copyOfBase()
  const types = new Map<string, Shape>()
  for (const [name, shape] of Object.entries(scope)) {
    // A type may not be called by a reserved word either.
    const type = declareType(environment, name === 'let' ? 'let-values' : name, shape, types)
    environment.registerVariable(name === 'let' ? LET_ALIAS : name, type)
  }
  // Somebody without an account has one without a name here; asking the CEL way for null works as well.
  if (types.has('account'))
    environment.registerOperator('account == null', (account: Map<string, unknown>) => account.get('exists') !== true)
  return { environment, types }
}

/** Names of all functions, those of CEL included. */
export const functionNames = (): ReadonlySet<string> =>
  new Set(
    copyOfBase()
      .getDefinitions()
      .functions.map((known) => known.name),
  )
