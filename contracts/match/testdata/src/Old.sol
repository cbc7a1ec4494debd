pragma solidity 0.5.17;
pragma experimental ABIEncoderV2;

library Sums {
    function sum(uint256[] storage values) public view returns (uint256 total) {
        for (uint256 i = 0; i < values.length; i++) {
            total += values[i];
        }
    }
}

contract Ledger {
    using Sums for uint256[];

    uint256[] internal weights;

    function total() public view returns (uint256) {
        return weights.sum();
    }
}
