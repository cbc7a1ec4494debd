// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @notice State at a place that no layout tells of: a library finds it by a hash of its own.
library Cellar {
    struct Shelf {
        uint256 count;
        mapping(address => uint256) bottles;
    }

    function shelf() internal pure returns (Shelf storage s) {
        bytes32 at = keccak256("novation.example.cellar");
        assembly {
            s.slot := at
        }
    }
}

/// @title Hidden
/// @notice A contract whose state is not all in its layout. It must be refused.
contract Hidden {
    address public keeper;
    mapping(address => uint256) public balanceOf;

    event Stored(address indexed owner, uint256 amount);

    function initialize(address keeper_) external {
        require(keeper == address(0), "initialised");
        keeper = keeper_;
    }

    function store(uint256 amount) external {
        balanceOf[msg.sender] += amount;
        Cellar.Shelf storage s = Cellar.shelf();
        s.count++;
        s.bottles[msg.sender] += amount;
        emit Stored(msg.sender, amount);
    }

    function bottles(address owner) external view returns (uint256) {
        return Cellar.shelf().bottles[owner];
    }
}

/// @title HiddenV2
/// @notice The same with one more variable in front.
contract HiddenV2 {
    uint256 public version;
    address public keeper;
    mapping(address => uint256) public balanceOf;
}
