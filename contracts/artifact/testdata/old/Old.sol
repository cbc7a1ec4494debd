pragma solidity >=0.4.22;

library Sums {
    function sum(uint256[] storage values) public view returns (uint256 total) {
        for (uint256 i = 0; i < values.length; i++) {
            total += values[i];
        }
    }
}

contract Ledger {
    using Sums for uint256[];

    address public owner;
    uint256[] internal weights;

    constructor() public {
        owner = msg.sender;
    }

    function total() public view returns (uint256) {
        return weights.sum();
    }
}
