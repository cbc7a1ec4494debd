// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";
import {TransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

contract Target {
    uint256 public constant VERSION = 7;
}

contract Cloner {
    event Cloned(address at);

    function clone(address target) external {
        emit Cloned(Clones.clone(target));
    }

    function cloneWith(address target, bytes calldata args) external {
        emit Cloned(Clones.cloneWithImmutableArgs(target, args));
    }
}
