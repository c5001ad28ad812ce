const KNOWN: { readonly [code: string]: string } = {
  EEXIST: 'there is one already, and it is left as it is',
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not open it',
  EPERM: 'this user may not open it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
}

/** Why a file could not be opened, in words. */
export const fileProblem = (cause: unknown): string => {
  const { code, message } = cause as { readonly code?: string; readonly message?: string }
  return KNOWN[code ?? ''] ?? message ?? String(cause)
}
