import { after, before, describe } from 'node:test'
import { postgres } from '../../src/postgres/index.ts'
import { storeContract } from '../../src/store-contract/index.ts'
import { startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'

describe('on a server', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())
  storeContract('postgres', async () => postgres(await cluster.createSchema()))
})
