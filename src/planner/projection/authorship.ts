/**
 * Whose writes these are: an application's, or what happens in the directories by itself (Entra Connect, provisioning) and is waited for. The
 * latter is not bound by what an application may set.
 */
export interface Authorship {
  readonly asSync: boolean
}
