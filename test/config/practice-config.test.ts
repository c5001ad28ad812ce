import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { practiceConfig, practised } from '../../src/config/practice-config.ts'
import { value } from '../support/checked.ts'

test('without joinery.yaml there is the practice company, with its state here', () => {
  const config = practiceConfig('/home/adele')

  expect(config).toMatchObject({
    file: null,
    organisation: { name: 'Contoso', mode: 'hybrid', mailDomain: 'contoso.com' },
    ad: 'practice',
    entra: 'practice',
    state: { folder: '/home/adele/.joinery' },
    playbooks: { path: '/home/adele/playbooks', given: false },
  })
})

test.each([
  ['ad', ['practice', undefined]],
  ['cloud', [undefined, 'practice']],
  ['hybrid', ['practice', 'practice']],
])('--practice keeps mode %s and replaces every system', (mode, systems) => {
  const sections =
    mode === 'cloud' ? 'entra: practice' : mode === 'ad' ? 'ad: practice' : 'ad: practice\nentra: practice'
  const text = `organisation: { name: Fabrikam, mode: ${mode}, mailDomain: fabrikam.com }\n${sections}\nexchange: { driver: ${mode === 'ad' ? 'none' : 'pwsh'} }\nplaybooks: ./books\nnotify: { mail: { from: it@fabrikam.com } }\n`

  const config = practised(value(loadConfig(text, '/srv/joinery.yaml')))

  expect([config.ad, config.entra]).toEqual(systems)
  expect(config.organisation).toEqual({ name: 'Fabrikam', mode, mailDomain: 'contoso.com' })
  expect(config.playbooks.path).toBe('/srv/books')
  expect([config.exchange.driver, config.notify]).toEqual([
    mode === 'ad' ? 'none' : 'adminapi',
    { mail: { from: 'it@contoso.com' } },
  ])
})
