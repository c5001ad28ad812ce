/** What a machine has to start, and where its secrets come from. */
export interface InstallSettings {
  /** The program and its arguments, paths absolute. */
  readonly command: readonly string[]
  /** Folder that relative paths count from, absolute. */
  readonly folder: string
  /** How often, in minutes. */
  readonly minutes: number
  /** The command goes on until it is stopped, and keeps the time itself. */
  readonly serves: boolean
  /** Names of environment variables in which the configuration looks for secrets. */
  readonly variables: readonly string[]
  /** Files in which it looks for them. */
  readonly secretFiles: readonly string[]
  /** Whether a secret lies in the keyring of a user, which services do not have everywhere. */
  readonly usesKeyring: boolean
}

/** Where the values of the environment variables stand, readable by nobody else. */
export const ENVIRONMENT_FILE = '/etc/joinery/joinery.env'

/** What is to be said of secrets on a machine that has `/etc`. No value is ever printed: this process may not even know it. */
export const secretSteps = (
  { variables, secretFiles, usesKeyring }: InstallSettings,
  user: string,
): readonly string[] => [
  ...(variables.length > 0
    ? [
        `Put ${variables.map((name) => `${name}=…`).join(', ')} into ${ENVIRONMENT_FILE}, a line each, owned by root and readable by ${user} alone (chmod 600).`,
      ]
    : []),
  ...(secretFiles.length > 0 ? [`${secretFiles.join(', ')}: readable by ${user} alone (chmod 600).`] : []),
  ...(usesKeyring
    ? ['A keyring belongs to somebody who has signed in; for a service use { file: … } or { vault: … }.']
    : []),
]
