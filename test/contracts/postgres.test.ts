import { after, before, describe } from 'node:test'
import { storeContract } from '../../src/store-contract/index.ts'
import { patientStore, startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'

describe('on a server', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())
  storeContract('postgres', () => patientStore(cluster))
})
