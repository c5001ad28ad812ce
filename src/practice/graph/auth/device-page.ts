import { textOf } from '../../entra/stored-objects.ts'
import type { SignInAnswer } from './refusals.ts'
import type { SignInScene } from './sign-in-scene.ts'

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (status: number, lines: readonly string[]): SignInAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: ['<!doctype html>', '<html lang="en"><title>Sign in to Contoso</title>', ...lines, '</html>', ''].join('\n'),
})

const said = (status: number, text: string): SignInAnswer => page(status, [`<p>${escaped(text)}</p>`])

/** `GET /devicelogin`: where somebody types the code of a device. */
export const devicePage = (query: URLSearchParams): SignInAnswer =>
  page(200, [
    '<h1>Enter the code that your device shows</h1>',
    '<form method="post">',
    `<p><label>Code <input name="user_code" value="${escaped(query.get('user_code') ?? '')}" required autofocus></label>`,
    '<p><label>Account <input name="user" value="admin@contoso.onmicrosoft.com" required></label>',
    '<p>Nobody has a password here: this is a company to practise on.',
    '<p><button name="answer" value="yes">Sign in</button> <button name="answer" value="no" formnovalidate>Cancel</button>',
    '</form>',
  ])

/** `POST /devicelogin` with `user_code`, `user` and, to decline, `answer=no`. */
export const answerDevice = ({ entra, devices }: SignInScene, form: URLSearchParams): SignInAnswer => {
  const [code, name] = [form.get('user_code') ?? '', form.get('user') ?? '']
  const declined = form.get('answer') === 'no'
  const user = entra.find('userPrincipalName', name).find(({ type }) => type === 'user')
  if (!declined && user?.properties.accountEnabled !== true)
    return said(400, `There is no account "${name}" that may sign in.`)
  if (!devices.answer(code, declined || !user ? 'declined' : { user: user.id }))
    return said(400, 'No device waits for that code, or not any more.')
  if (declined || !user) return said(200, 'The device was told that you do not want to sign in.')
  return said(
    200,
    `You are signed in on your device as ${textOf(user, 'displayName') ?? name}. You may close this page.`,
  )
}
