/**
 * A secret in an expression: neither its text nor anything made of it, only the change that will make it. No operator and no function takes
 * one, so it can only be handed on.
 */
export class SecretHandle {
  readonly secretOf: string

  constructor(secretOf: string) {
    this.secretOf = secretOf
  }
}
