// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

library Sums {
    function total(uint256[] memory all) external pure returns (uint256 sum) {
        for (uint256 i = 0; i < all.length; i++) sum += all[i];
    }

    function least(uint256[] storage all) internal view returns (uint256 n) {
        n = type(uint256).max;
        for (uint256 i = 0; i < all.length; i++) if (all[i] < n) n = all[i];
    }
}

interface IBox {
    function put(uint256 n) external payable;

    function sum() external view returns (uint256);
}

abstract contract Owned {
    address internal owner = msg.sender;
    modifier onlyOwner() virtual {
        require(msg.sender == owner, "not the owner");
        _;
    }

    receive() external payable virtual {}
}

contract Box is IBox, Owned {
    using Sums for uint256[];
    uint256[] private all;
    mapping(bytes4 => function(uint256) external returns (bool)) internal hooks;

    function put(uint256 n) external payable override onlyOwner {
        all.push(n);
        unchecked {
            all[all.length - 1] += msg.value;
        }
    }

    function sum() public view virtual override returns (uint256) {
        return Sums.total(all) - all.least();
    }

    fallback(bytes calldata data) external payable returns (bytes memory) {
        return abi.encodePacked(data, data);
    }
}

contract Maker {
    event Made(Box box);

    function make(bytes32 salt) external returns (Box box) {
        box = new Box{salt: salt}();
        emit Made(box);
        try box.sum() returns (uint256 n) {
            assert(n == 0);
        } catch Error(string memory why) {
            revert(why);
        } catch (bytes memory) {}
    }
}
