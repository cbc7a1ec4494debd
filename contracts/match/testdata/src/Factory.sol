// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Child {
    address public immutable maker;
    uint256 public value;

    constructor(uint256 value_) {
        maker = msg.sender;
        value = value_;
    }
}

contract Factory {
    Child[] public children;

    function make(uint256 value) external returns (Child child) {
        child = new Child(value);
        children.push(child);
    }

    function codeOf() external pure returns (bytes memory) {
        return type(Child).creationCode;
    }
}

/// Makes what makes others: metadata inside of code that is inside of code.
contract Foundry {
    function make() external returns (Factory) {
        return new Factory();
    }
}

/// Uses data that looks like the metadata of another contract, and that is the metadata of all when
/// they are compiled without a hash.
contract Decoy {
    function key() external pure returns (bytes32) {
        return hex"0000000000000000000000000000000000000000a164736f6c6343000822000a";
    }
}
