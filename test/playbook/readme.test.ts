import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expressionFunctions } from '../../src/playbook/expressions/functions.ts'
import { commonShape } from '../../src/playbook/scope.ts'

const readme = readFileSync(new URL('../../src/playbook/README.md', import.meta.url), 'utf8')

test('the page about the language names every name in scope and every function', () => {
  const functions = expressionFunctions.map(({ signature }) => /(\w+)\(/.exec(signature)?.[1])

  for (const name of [...Object.keys(commonShape), 'inputs', 'let', 'steps', 'item', 'default', ...functions])
    expect(readme).toContain(String(name))
  for (const field of Object.keys(commonShape['roles'] as object)) expect(readme).toContain(`\`${field}\``)
})
