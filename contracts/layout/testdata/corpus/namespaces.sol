// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

import {Order} from "./first.sol";

interface Face {
    /// @custom:storage-location erc7201:corpus.face
    struct FaceStorage { uint8 a; }
}

library Bag {
    /// @custom:storage-location erc7201:corpus.bag
    struct BagStorage { uint8 a; }
}

contract Base {
    enum Mode { Off, On }
    /// @custom:storage-location erc7201:corpus.base
    struct BaseStorage { uint8 a; mapping(address => Order) b; Mode c; uint8[5] d; BaseItem e; uint8 f; }
    struct BaseItem { bool x; uint256 y; bool z; }
    BaseStorage base;
}

contract Spaces is Base, Face {
    /**
     * @notice Two words.
     * @custom:storage-location erc7201:corpus.spaces
     */
    struct Storage { Order order; Order[3] orders; Storage2[] more; address who; bool flag; }
    struct Storage2 { Storage[] back; }
    // Beside the namespaces.
    uint8 plain;
    Storage mine;
    FaceStorage face;
}
