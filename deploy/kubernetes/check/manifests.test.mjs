import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { file, mistakes, read } from './manifests.mjs'

const OVERLAYS = ['cpu', 'card', 'kueue']
const here = dirname(fileURLToPath(import.meta.url))

/** Of a kubectl that knows `patches`; Debian 12 has an older one. */
function rendered(overlay) {
  try {
    return execFileSync('kubectl', ['kustomize', join(here, '../overlays', overlay)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch {
    return undefined
  }
}

for (const overlay of OVERLAYS) {
  test(`${overlay} has no mistake`, async () => {
    assert.deepEqual(await mistakes(read(file(`rendered/${overlay}.yaml`))), [])
  })

  test(`rendered/${overlay}.yaml is what its files make`, t => {
    const now = rendered(overlay)
    if (now === undefined) {
      t.skip('kubectl with kustomize 4 or later is missing')
      return
    }
    assert.equal(file(`rendered/${overlay}.yaml`), now,
      `kubectl kustomize deploy/kubernetes/overlays/${overlay} > deploy/kubernetes/rendered/${overlay}.yaml`)
  })
}

/** The manifests of the overlay with cards, one of them changed. */
function planted(kind, change) {
  const manifests = read(file('rendered/card.yaml'))
  change(manifests.find(manifest => manifest.kind === kind))
  return mistakes(manifests)
}

const pod = manifest => (manifest.spec.jobTargetRef ?? manifest.spec).template.spec

const PLANTED = [
  ['a wrong type', 'ScaledJob', job => { job.spec.pollingInterval = 'often' }, /pollingInterval must be integer/],
  ['a wrong type deep in a pod', 'ScaledJob', job => { pod(job).terminationGracePeriodSeconds = '2m' }, /terminationGracePeriodSeconds must be integer/],
  ['a missing field', 'ScaledJob', job => { delete job.spec.jobTargetRef }, /must have required property jobTargetRef/],
  ['a missing field of a trigger', 'ScaledJob', job => { delete job.spec.triggers[0].metadata }, /must have required property metadata/],
  ['an unknown field', 'ScaledJob', job => { job.spec.scalingStrategy.kind = 'default' }, /'"kind"' does not exist in type/],
  ['an unknown field in a pod', 'ScaledJob', job => { pod(job).containers[0].readOnly = true }, /'"readOnly"' does not exist in type/],
  ['an unknown field of the service', 'Deployment', service => { service.spec.replica = 2 }, /'"replica"' does not exist in type/],
  ['an unknown kind', 'Deployment', service => { service.kind = 'Deploymint' }, /no published schema has apps\/v1 Deploymint/],
  ['a root that can be written', 'Deployment', service => { pod(service).containers[0].securityContext.readOnlyRootFilesystem = false }, /it has a read-only root/],
  ['an image without a version', 'ScaledJob', job => { pod(job).containers[0].image = 'obscura:latest' }, /names a version of its image/],
  ['a short time to end', 'ScaledJob', job => { pod(job).terminationGracePeriodSeconds = 30 }, /is given time to end/],
  ['an update that ends pilots', 'ScaledJob', job => { delete job.spec.rollout }, /ends no running pilot/]
]

for (const [what, kind, change, sentence] of PLANTED) {
  test(`${what} is refused`, async () => {
    const found = await planted(kind, change)
    assert.ok(found.some(mistake => sentence.test(mistake)), `found only: ${found.join('\n')}`)
  })
}

test('a pilot with a card asks for one, and the queue for runs that need one', () => {
  const job = read(file('rendered/card.yaml')).find(manifest => manifest.metadata.name === 'obscura-pilot-card')

  assert.equal(pod(job).containers[0].resources.limits['nvidia.com/gpu'], 1)
  assert.match(job.spec.triggers[0].metadata.query, /device = 'cuda'/)
  assert.equal(pod(job).tolerations[0].key, 'nvidia.com/gpu')
})

test('Kueue admits every pilot and nothing else', () => {
  const named = read(file('rendered/kueue.yaml')).filter(manifest => manifest.metadata.labels?.['kueue.x-k8s.io/queue-name'] === 'obscura')

  assert.deepEqual(named.map(manifest => manifest.metadata.name).sort(), ['obscura-pilot-card', 'obscura-pilot-cpu'])
})
