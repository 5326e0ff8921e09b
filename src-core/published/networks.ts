import { networkOf } from '../catalogue.ts';
import * as hsResnets from '../networks/hs-resnet.ts';
import type { ReadyNetwork } from '../networks/ready-network.ts';
import * as res2nets from '../networks/res2net.ts';
import * as resnets from '../networks/resnet.ts';

/** Members of the families that can be counted whether or not they are offered on their own. */
const members = new Map(
  [resnets, res2nets, hsResnets]
    .flatMap((family): ReadyNetwork[] => Object.values(family))
    .map((network) => [network.name, network]),
);

/** The network that published figures speak of by this name. */
export const publishedNetwork = (name: string): ReadyNetwork | undefined =>
  networkOf(name) ?? members.get(name);
