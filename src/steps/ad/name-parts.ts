/**
 * The words of names that a password must not contain: three letters and more, cut at the separators that AD cuts at.
 * https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-must-meet-complexity-requirements
 */
export const nameParts = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => name.split(/[\s.,_#-]+/)).filter(({ length }) => length > 2)
