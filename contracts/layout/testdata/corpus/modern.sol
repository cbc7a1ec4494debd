// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.8;

import {Price, Owner, Side, Order, DEPTH, Token} from "./first.sol";
import {Order as Other, Side as OtherSide, Price as OtherPrice, Token as OtherToken} from "./second.sol";
import * as second from "./second.sol";

contract Modern {
    type Id is bytes12;
    Price a; OtherPrice b; Owner c; Id d; Side e; OtherSide f; Order g; Other h; second.Order i; Token.Order j; Token k; OtherToken l;
    mapping(Price => Order) m; mapping(OtherPrice => Other) n; mapping(Token => OtherToken) o; mapping(Side => OtherSide) p;
    Price[9] q; OtherPrice[9] r; Order[DEPTH] s; Other[DEPTH - 1] t; Id[] u;
    function (Order memory) external v; function (Other memory) external w; function (Order storage) internal x;
    function (Other storage) internal y; function (Order calldata) external z;
    Id last;
}
