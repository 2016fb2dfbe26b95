// node --test .ci/dependencies.test.mjs
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, found, listed, npmMistakes, rewritten } from './dependencies.mjs'

const component = (name, version, query = 'type=jar') =>
  ({ group: 'org.example', name, version, purl: `pkg:maven/org.example/${name}@${version}?${query}` })
const SBOM = { components: [component('b', '2'), component('a', '1'), component('a', '1', 'classifier=linux&type=jar')] }

test('what the build has is what is listed', () => {
  const list = '# head\norg.example:a 1\norg.example:a:linux 1 # native\norg.example:b 2\n'

  assert.deepEqual(differences(found(SBOM), listed(list)), [])
})

test('every difference names coordinate, found version and listed version', () => {
  const list = 'org.example:a 1\norg.example:a:linux 0.9\norg.example:gone 3\n'

  assert.deepEqual(differences(found(SBOM), listed(list)), [
    'org.example:a:linux: the build has 1, .ci/dependencies.txt has 0.9',
    'org.example:b: the build has 2, .ci/dependencies.txt has none',
    'org.example:gone: the build has none, .ci/dependencies.txt has 3'
  ])
})

test('a rewritten list agrees and keeps its notes', () => {
  const list = rewritten('# head\norg.example:a 0.1 # why\norg.example:gone 3 # lost\n', found(SBOM))

  assert.equal(list, '# head\norg.example:a 1 # why\norg.example:a:linux 1\norg.example:b 2\n')
})

const lock = (wanted, version, more = {}) => ({
  packages: { '': { dependencies: { react: wanted } }, 'node_modules/react': { version, integrity: 'sha512-x', ...more } }
})

test('packages of the pages have one exact version everywhere', () => {
  assert.deepEqual(npmMistakes({ dependencies: { react: '1.2.3' } }, lock('1.2.3', '1.2.3')), [])
  for (const [wanted, locked, installed] of [['^1.2.3', '^1.2.3', '1.2.3'], ['1.2.3', '1.2.3', '1.2.4'], ['1.2.3', '1.2.2', '1.2.3']]) {
    const [message, ...others] = npmMistakes({ dependencies: { react: wanted } }, lock(locked, installed))
    assert.match(message, /^react: frontend\/package.json has .*npm install --save-exact react@/)
    assert.deepEqual(others, [])
  }
})

test('what is in the lock alone, without checksum, or with the address of a registry is named', () => {
  assert.match(npmMistakes({}, lock('1.2.3', '1.2.3'))[0], /package.json has none/)
  assert.match(npmMistakes({ dependencies: { react: '1.2.3' } }, lock('1.2.3', '1.2.3', { integrity: undefined }))[0], /no integrity/)
  assert.match(npmMistakes({ dependencies: { react: '1.2.3' } }, lock('1.2.3', '1.2.3', { resolved: 'https://npm.example/react' }))[0],
    /names the address https:\/\/npm.example\/react/)
})
