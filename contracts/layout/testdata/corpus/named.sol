// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.18;

contract Named {
    mapping(address owner => mapping(uint256 id => bool yes) ids) a;
    mapping(address => mapping(uint256 => bool)) b;
    /// @custom:oz-renamed-from was
    uint256 c;
    /// @notice text
    /// @custom:oz-renamed-from wasThis
    /// @custom:oz-retyped-from uint8
    bool d;
    /** @custom:oz-retyped-from mapping(address => bool)
     * @custom:oz-renamed-from   spaces
     */
    mapping(address => uint8) e;
    struct S { uint8 a; }
    S f;
}
