pragma solidity ^0.8.0;

contract Nested {
    function deep(uint x) public pure returns (uint) {
        return ((((((((((((((((((((((((((((((((((((((((x + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2) + 1) * 2);
    }

    function unfinished( {
}
