#include "program.h"

Signed f0_entry_point(struct S0_List_of__String * a0) {
    struct S0_List_of__String * v0;
    Signed v1;
    Signed v2;
    Bool v3;
    Bool v4;
    Bool v5;
    struct S0_List_of__String * v6;
    struct S0_List_of__String * v7;
    struct S0_List_of__String * v8;
    struct S0_List_of__String * v9;
    struct String * v10;
    struct S3_Tuple * v11;
    struct S3_Tuple * v12;
    Signed v13;
    Signed v14;
    Signed v15;
    Signed v16;
    Bool v17;
    Bool v18;
    Bool v19;
    struct S0_List_of__String * v20;
    struct String * v21;
    struct String * v22;
    Signed v23;
    Signed v24;
    struct String * v25;
    Signed v26;
    Signed v27;
    struct S4_Program * v28;
    struct S14_Object * v29;
    struct S4_Program * v30;
    Signed v31;
    Signed v32;
    struct S4_Program * v33;
    struct S6_List_of_Signed * v34;
    struct S6_List_of_Signed * v35;
    struct S6_List_of_Signed * v36;
    struct S6_List_of_Signed * v37;
    Signed v38;
    Signed v39;
    struct S6_List_of_Signed * v40;
    Signed v41;
    struct S4_Program * v42;
    Signed v43;
    Signed v44;
    struct S4_Program * v45;
    struct S6_List_of_Signed * v46;
    Signed v47;
    Signed v48;
    Signed v49;
    struct S6_List_of_Signed * v50;
    Signed v51;
    struct S4_Program * v52;
    Signed v53;
    struct S4_Program * v54;
    struct S6_List_of_Signed * v55;
    Signed v56;
    Signed v57;
    Signed v58;
    struct String * v59;
    struct String * v60;
    struct String * v61;
    struct String * v62;
    struct S0_List_of__String * v63;
    struct String * v64;
    struct String * v65;
    Signed v66;
    Signed v67;
    struct S0_List_of__String * v68;
    struct String * v69;
    Signed v70;
    struct String * v71;
    struct String * v72;
    struct String * v73;
    Signed v74;
    struct String * v75;
    Signed v76;
    Signed v77;
    struct String * v78;
    Signed v79;
    Signed v80;
    struct String * v81;
    struct String * v82;
    struct S0_List_of__String * v83;
    struct String * v84;
    Bool v85;
    Bool v86;
    Bool v87;
    struct S0_List_of__String * v88;
    struct S0_List_of__String * v89;
    v0 = a0;
    v1 = v0->x_length;
    v2 = v1;
    v3 = v2 > 1;
    v4 = v3;
    v5 = v4;
    if (v5) {
        v6 = v0;
        goto block17;
    }
    v7 = v0;
    goto block1;
  block1:
    ;
    v8 = v7;
    goto block2;
  block2:
    ;
    v9 = v8;
    v10 = (struct String *)&d0;
    goto block3;
  block3:
    ;
    v11 = rpy_malloc_plain(sizeof(struct S3_Tuple));
    v11->x_item0 = 3;
    v11->x_item1 = 5;
    v12 = v11;
    v13 = 3;
    v14 = 5;
    v15 = v9->x_length;
    v16 = v15;
    v17 = v16 > 3;
    v18 = v17;
    v19 = v18;
    if (v19) {
        v20 = v9;
        v21 = v10;
        goto block12;
    }
    v22 = v10;
    v23 = v13;
    v24 = v14;
    goto block4;
  block4:
    ;
    v25 = v22;
    v26 = v23;
    v27 = v24;
    goto block5;
  block5:
    ;
    v28 = rpy_malloc(sizeof(struct S4_Program));
    v29 = (struct S14_Object *)v28;
    v29->x_table = (struct S5_ClassTable *)&d1;
    f1___init__(v28, v25);
    if (rpy_exception != NULL) {
        return 0;
    }
    v30 = v28;
    v31 = v26;
    v32 = v27;
    goto block6;
  block6:
    ;
    v33 = v30;
    v34 = v33->x_f_initial;
    v35 = v34;
    v36 = f2_getslice(v35, 0, 9223372036854775807L);
    v37 = v36;
    v38 = f3_operand(v33, (struct String *)&d2);
    if (rpy_exception != NULL) {
        return 0;
    }
    v39 = v38;
    v40 = v37;
    v41 = v31;
    v42 = v33;
    v43 = v32;
    goto block7;
  block7:
    ;
    v44 = v39;
    f4_setitem_nonneg(v40, v44, v41);
    if (rpy_exception != NULL) {
        return 0;
    }
    v45 = v42;
    v46 = v40;
    v47 = v43;
    goto block8;
  block8:
    ;
    v48 = f3_operand(v45, (struct String *)&d3);
    if (rpy_exception != NULL) {
        return 0;
    }
    v49 = v48;
    v50 = v46;
    v51 = v47;
    v52 = v45;
    goto block9;
  block9:
    ;
    v53 = v49;
    f4_setitem_nonneg(v50, v53, v51);
    if (rpy_exception != NULL) {
        return 0;
    }
    v54 = v52;
    v55 = v50;
    goto block10;
  block10:
    ;
    v56 = f5_interpret(v54, v55);
    if (rpy_exception != NULL) {
        return 0;
    }
    v57 = v56;
    goto block11;
  block11:
    ;
    v58 = v57;
    v59 = f6_from_int(v58);
    rpy_write_string(v59);
    v60 = f7_from_char(10);
    rpy_write_string(v60);
    return 0;
  block12:
    ;
    v61 = f8_getitem_nonneg(v20, 2);
    if (rpy_exception != NULL) {
        return 0;
    }
    v62 = v61;
    v63 = v20;
    v64 = v21;
    goto block13;
  block13:
    ;
    v65 = v62;
    v66 = f9_to_int(v65);
    if (rpy_exception != NULL) {
        return 0;
    }
    v67 = v66;
    v68 = v63;
    v69 = v64;
    goto block14;
  block14:
    ;
    v70 = v67;
    v71 = f8_getitem_nonneg(v68, 3);
    if (rpy_exception != NULL) {
        return 0;
    }
    v72 = v71;
    v73 = v69;
    v74 = v70;
    goto block15;
  block15:
    ;
    v75 = v72;
    v76 = f9_to_int(v75);
    if (rpy_exception != NULL) {
        return 0;
    }
    v77 = v76;
    v78 = v73;
    v79 = v74;
    goto block16;
  block16:
    ;
    v80 = v77;
    v25 = v78;
    v26 = v79;
    v27 = v80;
    goto block5;
  block17:
    ;
    v81 = f8_getitem_nonneg(v6, 1);
    if (rpy_exception != NULL) {
        return 0;
    }
    v82 = v81;
    v83 = v6;
    goto block18;
  block18:
    ;
    v84 = v82;
    v85 = f10_equal(v84, (struct String *)&d4);
    v86 = v85;
    v87 = v86;
    if (v87) {
        v88 = v83;
        goto block20;
    }
    v89 = v83;
    goto block19;
  block19:
    ;
    v8 = v89;
    goto block2;
  block20:
    ;
    v9 = v88;
    v10 = (struct String *)&d5;
    goto block3;
}

void f1___init__(struct S4_Program * a0, struct String * a1) {
    struct S4_Program * v0;
    struct String * v1;
    struct S11_Dict * v2;
    struct S11_Dict * v3;
    struct S6_List_of_Signed * v4;
    struct S6_List_of_Signed * v5;
    struct S8_List_of__Instruction * v6;
    struct S8_List_of__Instruction * v7;
    struct S11_Dict * v8;
    struct S11_Dict * v9;
    struct S16_List_of__Tuple * v10;
    struct S16_List_of__Tuple * v11;
    struct S0_List_of__String * v12;
    struct S0_List_of__String * v13;
    struct S16_List_of__Tuple * v14;
    struct S11_Dict * v15;
    struct S4_Program * v16;
    struct S0_List_of__String * v17;
    struct S19_ListIterator * v18;
    struct S19_ListIterator * v19;
    struct S19_ListIterator * v20;
    struct S16_List_of__Tuple * v21;
    struct S11_Dict * v22;
    struct S4_Program * v23;
    Bool v24;
    Bool v25;
    struct S19_ListIterator * v26;
    struct S16_List_of__Tuple * v27;
    struct S11_Dict * v28;
    struct S4_Program * v29;
    struct S16_List_of__Tuple * v30;
    struct S11_Dict * v31;
    struct S4_Program * v32;
    struct S20_ListIterator * v33;
    struct S20_ListIterator * v34;
    struct S20_ListIterator * v35;
    struct S11_Dict * v36;
    struct S4_Program * v37;
    Bool v38;
    Bool v39;
    struct S20_ListIterator * v40;
    struct S11_Dict * v41;
    struct S4_Program * v42;
    struct S18_Tuple * v43;
    struct S18_Tuple * v44;
    Signed v45;
    Signed v46;
    struct String * v47;
    struct String * v48;
    Signed v49;
    Signed v50;
    struct S4_Program * v51;
    Signed v52;
    struct S20_ListIterator * v53;
    struct S11_Dict * v54;
    Signed v55;
    struct S8_List_of__Instruction * v56;
    struct S8_List_of__Instruction * v57;
    struct S10_Instruction * v58;
    struct S10_Instruction * v59;
    Signed v60;
    struct S20_ListIterator * v61;
    struct S11_Dict * v62;
    struct S4_Program * v63;
    struct S10_Instruction * v64;
    struct String * v65;
    struct String * v66;
    struct S0_List_of__String * v67;
    struct S0_List_of__String * v68;
    struct String * v69;
    struct String * v70;
    struct S0_List_of__String * v71;
    struct S0_List_of__String * v72;
    struct S19_ListIterator * v73;
    struct S0_List_of__String * v74;
    struct S16_List_of__Tuple * v75;
    struct S11_Dict * v76;
    struct S4_Program * v77;
    struct S0_List_of__String * v78;
    struct S19_ListIterator * v79;
    struct S19_ListIterator * v80;
    struct S19_ListIterator * v81;
    struct S19_ListIterator * v82;
    struct S0_List_of__String * v83;
    struct S16_List_of__Tuple * v84;
    struct S11_Dict * v85;
    struct S4_Program * v86;
    Bool v87;
    Bool v88;
    struct S19_ListIterator * v89;
    struct S19_ListIterator * v90;
    struct S0_List_of__String * v91;
    struct S16_List_of__Tuple * v92;
    struct S11_Dict * v93;
    struct S4_Program * v94;
    struct S19_ListIterator * v95;
    struct S0_List_of__String * v96;
    struct S16_List_of__Tuple * v97;
    struct S11_Dict * v98;
    struct S4_Program * v99;
    Bool v100;
    Bool v101;
    struct S19_ListIterator * v102;
    struct S16_List_of__Tuple * v103;
    struct S11_Dict * v104;
    struct S4_Program * v105;
    struct S0_List_of__String * v106;
    struct S19_ListIterator * v107;
    struct S16_List_of__Tuple * v108;
    struct S11_Dict * v109;
    struct S4_Program * v110;
    struct S19_ListIterator * v111;
    struct S16_List_of__Tuple * v112;
    struct S11_Dict * v113;
    struct S4_Program * v114;
    struct String * v115;
    struct String * v116;
    struct S19_ListIterator * v117;
    struct S16_List_of__Tuple * v118;
    struct S11_Dict * v119;
    struct S4_Program * v120;
    struct S0_List_of__String * v121;
    struct String * v122;
    Bool v123;
    Bool v124;
    Bool v125;
    struct S19_ListIterator * v126;
    struct String * v127;
    struct S16_List_of__Tuple * v128;
    struct S11_Dict * v129;
    struct S4_Program * v130;
    struct S19_ListIterator * v131;
    struct String * v132;
    struct S16_List_of__Tuple * v133;
    struct S11_Dict * v134;
    struct S4_Program * v135;
    struct S0_List_of__String * v136;
    Bool v137;
    Bool v138;
    Bool v139;
    struct S19_ListIterator * v140;
    struct S16_List_of__Tuple * v141;
    struct S11_Dict * v142;
    struct S4_Program * v143;
    struct S0_List_of__String * v144;
    struct S19_ListIterator * v145;
    struct String * v146;
    struct S16_List_of__Tuple * v147;
    struct S11_Dict * v148;
    struct S4_Program * v149;
    struct S0_List_of__String * v150;
    Bool v151;
    Bool v152;
    Bool v153;
    struct S19_ListIterator * v154;
    struct S16_List_of__Tuple * v155;
    struct S11_Dict * v156;
    struct S4_Program * v157;
    struct S0_List_of__String * v158;
    struct S19_ListIterator * v159;
    struct String * v160;
    struct S16_List_of__Tuple * v161;
    struct S11_Dict * v162;
    struct S4_Program * v163;
    struct S0_List_of__String * v164;
    Bool v165;
    Bool v166;
    Bool v167;
    struct S19_ListIterator * v168;
    struct S16_List_of__Tuple * v169;
    struct S11_Dict * v170;
    struct S4_Program * v171;
    struct S0_List_of__String * v172;
    struct S19_ListIterator * v173;
    struct String * v174;
    struct S16_List_of__Tuple * v175;
    struct S11_Dict * v176;
    struct S4_Program * v177;
    struct S0_List_of__String * v178;
    Signed v179;
    Signed v180;
    Bool v181;
    Bool v182;
    Bool v183;
    struct S19_ListIterator * v184;
    struct String * v185;
    struct S16_List_of__Tuple * v186;
    struct S11_Dict * v187;
    struct S4_Program * v188;
    struct S0_List_of__String * v189;
    struct S19_ListIterator * v190;
    struct String * v191;
    struct S16_List_of__Tuple * v192;
    struct S11_Dict * v193;
    struct S4_Program * v194;
    struct S0_List_of__String * v195;
    struct S19_ListIterator * v196;
    struct String * v197;
    struct S16_List_of__Tuple * v198;
    struct S11_Dict * v199;
    Signed v200;
    struct S4_Program * v201;
    struct S0_List_of__String * v202;
    struct String * v203;
    struct String * v204;
    struct S4_Program * v205;
    struct String * v206;
    struct S0_List_of__String * v207;
    Signed v208;
    struct S19_ListIterator * v209;
    struct S16_List_of__Tuple * v210;
    struct S11_Dict * v211;
    struct String * v212;
    Signed v213;
    Signed v214;
    struct S4_Program * v215;
    struct String * v216;
    struct S0_List_of__String * v217;
    Signed v218;
    struct S19_ListIterator * v219;
    struct S16_List_of__Tuple * v220;
    struct S11_Dict * v221;
    Signed v222;
    Signed v223;
    Signed v224;
    struct S0_List_of__String * v225;
    struct S4_Program * v226;
    Signed v227;
    Signed v228;
    struct S19_ListIterator * v229;
    struct S16_List_of__Tuple * v230;
    struct S11_Dict * v231;
    Signed v232;
    struct String * v233;
    struct String * v234;
    struct S4_Program * v235;
    Signed v236;
    Signed v237;
    Signed v238;
    struct S19_ListIterator * v239;
    struct S16_List_of__Tuple * v240;
    struct S11_Dict * v241;
    struct String * v242;
    Signed v243;
    Signed v244;
    struct S4_Program * v245;
    Signed v246;
    Signed v247;
    Signed v248;
    struct S19_ListIterator * v249;
    struct S16_List_of__Tuple * v250;
    struct S11_Dict * v251;
    Signed v252;
    struct S19_ListIterator * v253;
    struct S16_List_of__Tuple * v254;
    struct S11_Dict * v255;
    struct S4_Program * v256;
    struct S19_ListIterator * v257;
    struct S16_List_of__Tuple * v258;
    struct S11_Dict * v259;
    struct S4_Program * v260;
    struct S19_ListIterator * v261;
    struct S16_List_of__Tuple * v262;
    struct S11_Dict * v263;
    struct S4_Program * v264;
    struct S19_ListIterator * v265;
    struct S16_List_of__Tuple * v266;
    struct S11_Dict * v267;
    struct S4_Program * v268;
    struct String * v269;
    struct String * v270;
    struct S4_Program * v271;
    struct S19_ListIterator * v272;
    struct String * v273;
    struct S16_List_of__Tuple * v274;
    struct S11_Dict * v275;
    struct S0_List_of__String * v276;
    struct String * v277;
    Signed v278;
    Signed v279;
    struct S19_ListIterator * v280;
    struct String * v281;
    struct S16_List_of__Tuple * v282;
    struct S11_Dict * v283;
    struct S4_Program * v284;
    struct S0_List_of__String * v285;
    Signed v286;
    struct String * v287;
    struct String * v288;
    struct S4_Program * v289;
    struct S19_ListIterator * v290;
    struct S16_List_of__Tuple * v291;
    struct S11_Dict * v292;
    struct String * v293;
    Signed v294;
    Signed v295;
    struct S4_Program * v296;
    struct S19_ListIterator * v297;
    struct S16_List_of__Tuple * v298;
    struct S11_Dict * v299;
    Signed v300;
    struct S8_List_of__Instruction * v301;
    struct S8_List_of__Instruction * v302;
    Signed v303;
    Signed v304;
    struct String * v305;
    struct String * v306;
    Signed v307;
    struct S16_List_of__Tuple * v308;
    struct S4_Program * v309;
    struct S19_ListIterator * v310;
    struct S11_Dict * v311;
    struct String * v312;
    struct S18_Tuple * v313;
    struct S18_Tuple * v314;
    struct S8_List_of__Instruction * v315;
    struct S8_List_of__Instruction * v316;
    Signed v317;
    Signed v318;
    struct String * v319;
    struct String * v320;
    Signed v321;
    struct S16_List_of__Tuple * v322;
    struct S0_List_of__String * v323;
    struct S4_Program * v324;
    struct S19_ListIterator * v325;
    struct S11_Dict * v326;
    struct String * v327;
    struct S18_Tuple * v328;
    struct S18_Tuple * v329;
    struct String * v330;
    struct String * v331;
    struct S4_Program * v332;
    struct S19_ListIterator * v333;
    struct S16_List_of__Tuple * v334;
    struct S11_Dict * v335;
    struct String * v336;
    Signed v337;
    Signed v338;
    struct S4_Program * v339;
    struct S19_ListIterator * v340;
    struct S16_List_of__Tuple * v341;
    struct S11_Dict * v342;
    Signed v343;
    struct S8_List_of__Instruction * v344;
    struct S8_List_of__Instruction * v345;
    Signed v346;
    Signed v347;
    Signed v348;
    Signed v349;
    Signed v350;
    Signed v351;
    struct String * v352;
    struct String * v353;
    struct S19_ListIterator * v354;
    struct S16_List_of__Tuple * v355;
    struct S11_Dict * v356;
    struct S4_Program * v357;
    struct String * v358;
    struct String * v359;
    Bool v360;
    Bool v361;
    Bool v362;
    struct S19_ListIterator * v363;
    struct S19_ListIterator * v364;
    struct S0_List_of__String * v365;
    struct S16_List_of__Tuple * v366;
    struct S11_Dict * v367;
    struct S4_Program * v368;
    struct String * v369;
    struct S19_ListIterator * v370;
    struct S19_ListIterator * v371;
    struct S0_List_of__String * v372;
    struct S16_List_of__Tuple * v373;
    struct S11_Dict * v374;
    struct S4_Program * v375;
    struct S19_ListIterator * v376;
    struct S19_ListIterator * v377;
    struct S0_List_of__String * v378;
    struct S16_List_of__Tuple * v379;
    struct S11_Dict * v380;
    struct S4_Program * v381;
    v0 = a0;
    v1 = a1;
    v2 = f11_new();
    v3 = v2;
    v0->x_f_names = v3;
    v4 = f12_new(0);
    v5 = v4;
    v0->x_f_initial = v5;
    v6 = f13_new(0);
    v7 = v6;
    v0->x_f_instructions = v7;
    v8 = f11_new();
    v9 = v8;
    v10 = f14_new(0);
    v11 = v10;
    v12 = f15_split(v1, (struct String *)&d7);
    if (rpy_exception != NULL) {
        return;
    }
    v13 = v12;
    v14 = v11;
    v15 = v9;
    v16 = v0;
    goto block1;
  block1:
    ;
    v17 = v13;
    v18 = f16_iterate(v17);
    v19 = v18;
    v20 = v19;
    v21 = v14;
    v22 = v15;
    v23 = v16;
    goto block2;
  block2:
    ;
    v24 = f17_iter_more(v20);
    v25 = v24;
    if (v25) {
        v26 = v20;
        v27 = v21;
        v28 = v22;
        v29 = v23;
        goto block9;
    }
    v30 = v21;
    v31 = v22;
    v32 = v23;
    goto block3;
  block3:
    ;
    v33 = f18_iterate(v30);
    v34 = v33;
    v35 = v34;
    v36 = v31;
    v37 = v32;
    goto block4;
  block4:
    ;
    v38 = f19_iter_more(v35);
    v39 = v38;
    if (v39) {
        v40 = v35;
        v41 = v36;
        v42 = v37;
        goto block6;
    }
    goto block5;
  block5:
    ;
    return;
  block6:
    ;
    v43 = f20_iter_next(v40);
    v44 = v43;
    v45 = v44->x_item0;
    v46 = v45;
    v47 = v44->x_item1;
    v48 = v47;
    v49 = f21_getitem(v41, v48);
    if (rpy_exception != NULL) {
        return;
    }
    v50 = v49;
    v51 = v42;
    v52 = v46;
    v53 = v40;
    v54 = v41;
    goto block7;
  block7:
    ;
    v55 = v50;
    v56 = v51->x_f_instructions;
    v57 = v56;
    v58 = f22_getitem_nonneg(v57, v52);
    if (rpy_exception != NULL) {
        return;
    }
    v59 = v58;
    v60 = v55;
    v61 = v53;
    v62 = v54;
    v63 = v51;
    goto block8;
  block8:
    ;
    v64 = v59;
    v64->x_f_target = v60;
    v35 = v61;
    v36 = v62;
    v37 = v63;
    goto block4;
  block9:
    ;
    v65 = f23_iter_next(v26);
    v66 = v65;
    v67 = f24_new(0);
    v68 = v67;
    v69 = f25_strip(v66);
    v70 = v69;
    v71 = f15_split(v70, (struct String *)&d8);
    if (rpy_exception != NULL) {
        return;
    }
    v72 = v71;
    v73 = v26;
    v74 = v68;
    v75 = v27;
    v76 = v28;
    v77 = v29;
    goto block10;
  block10:
    ;
    v78 = v72;
    v79 = f16_iterate(v78);
    v80 = v79;
    v81 = v73;
    v82 = v80;
    v83 = v74;
    v84 = v75;
    v85 = v76;
    v86 = v77;
    goto block11;
  block11:
    ;
    v87 = f17_iter_more(v82);
    v88 = v87;
    if (v88) {
        v89 = v81;
        v90 = v82;
        v91 = v83;
        v92 = v84;
        v93 = v85;
        v94 = v86;
        goto block46;
    }
    v95 = v81;
    v96 = v83;
    v97 = v84;
    v98 = v85;
    v99 = v86;
    goto block12;
  block12:
    ;
    v100 = f26_list_truth(v96);
    v101 = v100;
    if (v101) {
        v102 = v95;
        v103 = v97;
        v104 = v98;
        v105 = v99;
        v106 = v96;
        goto block15;
    }
    v107 = v95;
    v108 = v97;
    v109 = v98;
    v110 = v99;
    goto block13;
  block13:
    ;
    v111 = v107;
    v112 = v108;
    v113 = v109;
    v114 = v110;
    goto block14;
  block14:
    ;
    v20 = v111;
    v21 = v112;
    v22 = v113;
    v23 = v114;
    goto block2;
  block15:
    ;
    v115 = f8_getitem_nonneg(v106, 0);
    if (rpy_exception != NULL) {
        return;
    }
    v116 = v115;
    v117 = v102;
    v118 = v103;
    v119 = v104;
    v120 = v105;
    v121 = v106;
    goto block16;
  block16:
    ;
    v122 = v116;
    v123 = f27_endswith(v122, (struct String *)&d9);
    v124 = v123;
    v125 = v124;
    if (v125) {
        v126 = v117;
        v127 = v122;
        v128 = v118;
        v129 = v119;
        v130 = v120;
        goto block44;
    }
    v131 = v117;
    v132 = v122;
    v133 = v118;
    v134 = v119;
    v135 = v120;
    v136 = v121;
    goto block17;
  block17:
    ;
    v137 = f10_equal(v132, (struct String *)&d10);
    v138 = v137;
    v139 = v138;
    if (v139) {
        v140 = v131;
        v141 = v133;
        v142 = v134;
        v143 = v135;
        v144 = v136;
        goto block40;
    }
    v145 = v131;
    v146 = v132;
    v147 = v133;
    v148 = v134;
    v149 = v135;
    v150 = v136;
    goto block18;
  block18:
    ;
    v151 = f10_equal(v146, (struct String *)&d11);
    v152 = v151;
    v153 = v152;
    if (v153) {
        v154 = v145;
        v155 = v147;
        v156 = v148;
        v157 = v149;
        v158 = v150;
        goto block38;
    }
    v159 = v145;
    v160 = v146;
    v161 = v147;
    v162 = v148;
    v163 = v149;
    v164 = v150;
    goto block19;
  block19:
    ;
    v165 = f10_equal(v160, (struct String *)&d12);
    v166 = v165;
    v167 = v166;
    if (v167) {
        v168 = v159;
        v169 = v161;
        v170 = v162;
        v171 = v163;
        v172 = v164;
        goto block35;
    }
    v173 = v159;
    v174 = v160;
    v175 = v161;
    v176 = v162;
    v177 = v163;
    v178 = v164;
    goto block20;
  block20:
    ;
    v179 = v178->x_length;
    v180 = v179;
    v181 = v180 > 4;
    v182 = v181;
    v183 = v182;
    if (v183) {
        v184 = v173;
        v185 = v174;
        v186 = v175;
        v187 = v176;
        v188 = v177;
        v189 = v178;
        goto block32;
    }
    v190 = v173;
    v191 = v174;
    v192 = v175;
    v193 = v176;
    v194 = v177;
    v195 = v178;
    goto block21;
  block21:
    ;
    v196 = v190;
    v197 = v191;
    v198 = v192;
    v199 = v193;
    v200 = 0;
    v201 = v194;
    v202 = v195;
    goto block22;
  block22:
    ;
    v203 = f8_getitem_nonneg(v202, 2);
    if (rpy_exception != NULL) {
        return;
    }
    v204 = v203;
    v205 = v201;
    v206 = v197;
    v207 = v202;
    v208 = v200;
    v209 = v196;
    v210 = v198;
    v211 = v199;
    goto block23;
  block23:
    ;
    v212 = v204;
    v213 = f21_getitem((struct S11_Dict *)&d13, v212);
    if (rpy_exception != NULL) {
        return;
    }
    v214 = v213;
    v215 = v205;
    v216 = v206;
    v217 = v207;
    v218 = v208;
    v219 = v209;
    v220 = v210;
    v221 = v211;
    goto block24;
  block24:
    ;
    v222 = v214;
    v223 = f3_operand(v215, v216);
    if (rpy_exception != NULL) {
        return;
    }
    v224 = v223;
    v225 = v217;
    v226 = v215;
    v227 = v222;
    v228 = v218;
    v229 = v219;
    v230 = v220;
    v231 = v221;
    goto block25;
  block25:
    ;
    v232 = v224;
    v233 = f8_getitem_nonneg(v225, 3);
    if (rpy_exception != NULL) {
        return;
    }
    v234 = v233;
    v235 = v226;
    v236 = v227;
    v237 = v232;
    v238 = v228;
    v239 = v229;
    v240 = v230;
    v241 = v231;
    goto block26;
  block26:
    ;
    v242 = v234;
    v243 = f3_operand(v235, v242);
    if (rpy_exception != NULL) {
        return;
    }
    v244 = v243;
    v245 = v235;
    v246 = v236;
    v247 = v237;
    v248 = v238;
    v249 = v239;
    v250 = v240;
    v251 = v241;
    goto block27;
  block27:
    ;
    v252 = v244;
    f28_add(v245, v246, v247, v252, v248);
    v253 = v249;
    v254 = v250;
    v255 = v251;
    v256 = v245;
    goto block28;
  block28:
    ;
    v257 = v253;
    v258 = v254;
    v259 = v255;
    v260 = v256;
    goto block29;
  block29:
    ;
    v261 = v257;
    v262 = v258;
    v263 = v259;
    v264 = v260;
    goto block30;
  block30:
    ;
    v265 = v261;
    v266 = v262;
    v267 = v263;
    v268 = v264;
    goto block31;
  block31:
    ;
    v111 = v265;
    v112 = v266;
    v113 = v267;
    v114 = v268;
    goto block14;
  block32:
    ;
    v269 = f8_getitem_nonneg(v189, 4);
    if (rpy_exception != NULL) {
        return;
    }
    v270 = v269;
    v271 = v188;
    v272 = v184;
    v273 = v185;
    v274 = v186;
    v275 = v187;
    v276 = v189;
    goto block33;
  block33:
    ;
    v277 = v270;
    v278 = f3_operand(v271, v277);
    if (rpy_exception != NULL) {
        return;
    }
    v279 = v278;
    v280 = v272;
    v281 = v273;
    v282 = v274;
    v283 = v275;
    v284 = v271;
    v285 = v276;
    goto block34;
  block34:
    ;
    v286 = v279;
    v196 = v280;
    v197 = v281;
    v198 = v282;
    v199 = v283;
    v200 = v286;
    v201 = v284;
    v202 = v285;
    goto block22;
  block35:
    ;
    v287 = f8_getitem_nonneg(v172, 1);
    if (rpy_exception != NULL) {
        return;
    }
    v288 = v287;
    v289 = v171;
    v290 = v168;
    v291 = v169;
    v292 = v170;
    goto block36;
  block36:
    ;
    v293 = v288;
    v294 = f3_operand(v289, v293);
    if (rpy_exception != NULL) {
        return;
    }
    v295 = v294;
    v296 = v289;
    v297 = v290;
    v298 = v291;
    v299 = v292;
    goto block37;
  block37:
    ;
    v300 = v295;
    f28_add(v296, 8, 0, v300, 0);
    v253 = v297;
    v254 = v298;
    v255 = v299;
    v256 = v296;
    goto block28;
  block38:
    ;
    v301 = v157->x_f_instructions;
    v302 = v301;
    v303 = v302->x_length;
    v304 = v303;
    v305 = f8_getitem_nonneg(v158, 1);
    if (rpy_exception != NULL) {
        return;
    }
    v306 = v305;
    v307 = v304;
    v308 = v155;
    v309 = v157;
    v310 = v154;
    v311 = v156;
    goto block39;
  block39:
    ;
    v312 = v306;
    v313 = rpy_malloc(sizeof(struct S18_Tuple));
    v313->x_item0 = v307;
    v313->x_item1 = v312;
    v314 = v313;
    f29_append(v308, v314);
    f28_add(v309, 7, 0, 0, 0);
    v257 = v310;
    v258 = v308;
    v259 = v311;
    v260 = v309;
    goto block29;
  block40:
    ;
    v315 = v143->x_f_instructions;
    v316 = v315;
    v317 = v316->x_length;
    v318 = v317;
    v319 = f8_getitem_nonneg(v144, 2);
    if (rpy_exception != NULL) {
        return;
    }
    v320 = v319;
    v321 = v318;
    v322 = v141;
    v323 = v144;
    v324 = v143;
    v325 = v140;
    v326 = v142;
    goto block41;
  block41:
    ;
    v327 = v320;
    v328 = rpy_malloc(sizeof(struct S18_Tuple));
    v328->x_item0 = v321;
    v328->x_item1 = v327;
    v329 = v328;
    f29_append(v322, v329);
    v330 = f8_getitem_nonneg(v323, 1);
    if (rpy_exception != NULL) {
        return;
    }
    v331 = v330;
    v332 = v324;
    v333 = v325;
    v334 = v322;
    v335 = v326;
    goto block42;
  block42:
    ;
    v336 = v331;
    v337 = f3_operand(v332, v336);
    if (rpy_exception != NULL) {
        return;
    }
    v338 = v337;
    v339 = v332;
    v340 = v333;
    v341 = v334;
    v342 = v335;
    goto block43;
  block43:
    ;
    v343 = v338;
    f28_add(v339, 6, 0, v343, 0);
    v261 = v340;
    v262 = v341;
    v263 = v342;
    v264 = v339;
    goto block30;
  block44:
    ;
    v344 = v130->x_f_instructions;
    v345 = v344;
    v346 = v345->x_length;
    v347 = v346;
    v348 = v127->length;
    v349 = v348;
    v350 = (Signed)((Unsigned)v349 - (Unsigned)1);
    v351 = v350;
    v352 = f30_getslice(v127, 0, v351);
    v353 = v352;
    f31_setitem(v129, v353, v347);
    if (rpy_exception != NULL) {
        return;
    }
    v354 = v126;
    v355 = v128;
    v356 = v129;
    v357 = v130;
    goto block45;
  block45:
    ;
    v265 = v354;
    v266 = v355;
    v267 = v356;
    v268 = v357;
    goto block31;
  block46:
    ;
    v358 = f23_iter_next(v90);
    v359 = v358;
    v360 = f32_is_empty(v359);
    v361 = !v360;
    v362 = v361;
    if (v362) {
        v363 = v89;
        v364 = v90;
        v365 = v91;
        v366 = v92;
        v367 = v93;
        v368 = v94;
        v369 = v359;
        goto block49;
    }
    v370 = v89;
    v371 = v90;
    v372 = v91;
    v373 = v92;
    v374 = v93;
    v375 = v94;
    goto block47;
  block47:
    ;
    v376 = v370;
    v377 = v371;
    v378 = v372;
    v379 = v373;
    v380 = v374;
    v381 = v375;
    goto block48;
  block48:
    ;
    v81 = v376;
    v82 = v377;
    v83 = v378;
    v84 = v379;
    v85 = v380;
    v86 = v381;
    goto block11;
  block49:
    ;
    f33_append(v365, v369);
    v376 = v363;
    v377 = v364;
    v378 = v365;
    v379 = v366;
    v380 = v367;
    v381 = v368;
    goto block48;
}

struct S6_List_of_Signed * f2_getslice(struct S6_List_of_Signed * a0, Signed a1, Signed a2) {
    struct S6_List_of_Signed * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Bool v5;
    Bool v6;
    Bool v7;
    Signed v8;
    struct S6_List_of_Signed * v9;
    Signed v10;
    Signed v11;
    Signed v12;
    struct S6_List_of_Signed * v13;
    Signed v14;
    Signed v15;
    Signed v16;
    struct S6_List_of_Signed * v17;
    Signed v18;
    Signed v19;
    Bool v20;
    Bool v21;
    Bool v22;
    Signed v23;
    struct S6_List_of_Signed * v24;
    Signed v25;
    Signed v26;
    Signed v27;
    struct S6_List_of_Signed * v28;
    Signed v29;
    Signed v30;
    Signed v31;
    struct S6_List_of_Signed * v32;
    Signed v33;
    Signed v34;
    Bool v35;
    Bool v36;
    Bool v37;
    Signed v38;
    struct S6_List_of_Signed * v39;
    Signed v40;
    struct S6_List_of_Signed * v41;
    Signed v42;
    Signed v43;
    struct S6_List_of_Signed * v44;
    Signed v45;
    Signed v46;
    Bool v47;
    Bool v48;
    Bool v49;
    struct S6_List_of_Signed * v50;
    Signed v51;
    struct S6_List_of_Signed * v52;
    Signed v53;
    Signed v54;
    struct S6_List_of_Signed * v55;
    Signed v56;
    Signed v57;
    Signed v58;
    Signed v59;
    struct S6_List_of_Signed * v60;
    struct S6_List_of_Signed * v61;
    struct A7_Array_of_Signed * v62;
    struct A7_Array_of_Signed * v63;
    struct A7_Array_of_Signed * v64;
    struct A7_Array_of_Signed * v65;
    Signed v66;
    struct A7_Array_of_Signed * v67;
    struct S6_List_of_Signed * v68;
    Signed v69;
    Signed v70;
    struct A7_Array_of_Signed * v71;
    Bool v72;
    Bool v73;
    Bool v74;
    Signed v75;
    struct A7_Array_of_Signed * v76;
    struct S6_List_of_Signed * v77;
    Signed v78;
    Signed v79;
    struct A7_Array_of_Signed * v80;
    struct S6_List_of_Signed * v81;
    Signed v82;
    Signed v83;
    Signed v84;
    Signed v85;
    Signed v86;
    Signed v87;
    Signed v88;
    Signed v89;
    Signed v90;
    Signed v91;
    Bool v92;
    Bool v93;
    Bool v94;
    Signed v95;
    struct S6_List_of_Signed * v96;
    Signed v97;
    Signed v98;
    struct S6_List_of_Signed * v99;
    Signed v100;
    Signed v101;
    Signed v102;
    struct S6_List_of_Signed * v103;
    Signed v104;
    Signed v105;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v1 < 0;
    v6 = v5;
    v7 = v6;
    if (v7) {
        v8 = v4;
        v9 = v0;
        v10 = v1;
        v11 = v2;
        goto block15;
    }
    v12 = v4;
    v13 = v0;
    v14 = v1;
    v15 = v2;
    goto block1;
  block1:
    ;
    v16 = v12;
    v17 = v13;
    v18 = v14;
    v19 = v15;
    goto block2;
  block2:
    ;
    v20 = v19 < 0;
    v21 = v20;
    v22 = v21;
    if (v22) {
        v23 = v16;
        v24 = v17;
        v25 = v18;
        v26 = v19;
        goto block14;
    }
    v27 = v16;
    v28 = v17;
    v29 = v18;
    v30 = v19;
    goto block3;
  block3:
    ;
    v31 = v27;
    v32 = v28;
    v33 = v29;
    v34 = v30;
    goto block4;
  block4:
    ;
    v35 = v34 > v31;
    v36 = v35;
    v37 = v36;
    if (v37) {
        v38 = v31;
        v39 = v32;
        v40 = v33;
        goto block13;
    }
    v41 = v32;
    v42 = v33;
    v43 = v34;
    goto block5;
  block5:
    ;
    v44 = v41;
    v45 = v42;
    v46 = v43;
    goto block6;
  block6:
    ;
    v47 = v46 < v45;
    v48 = v47;
    v49 = v48;
    if (v49) {
        v50 = v44;
        v51 = v45;
        goto block12;
    }
    v52 = v44;
    v53 = v45;
    v54 = v46;
    goto block7;
  block7:
    ;
    v55 = v52;
    v56 = v53;
    v57 = v54;
    goto block8;
  block8:
    ;
    v58 = (Signed)((Unsigned)v57 - (Unsigned)v56);
    v59 = v58;
    v60 = f12_new(v59);
    v61 = v60;
    v62 = v55->x_items;
    v63 = v62;
    v64 = v61->x_items;
    v65 = v64;
    v66 = v56;
    v67 = v63;
    v68 = v61;
    v69 = v56;
    v70 = v57;
    v71 = v65;
    goto block9;
  block9:
    ;
    v72 = v66 < v70;
    v73 = v72;
    v74 = v73;
    if (v74) {
        v75 = v66;
        v76 = v67;
        v77 = v68;
        v78 = v69;
        v79 = v70;
        v80 = v71;
        goto block11;
    }
    v81 = v68;
    goto block10;
  block10:
    ;
    return v81;
  block11:
    ;
    v82 = v76->items[v75];
    v83 = v82;
    v84 = (Signed)((Unsigned)v75 - (Unsigned)v78);
    v85 = v84;
    v80->items[v85] = v83;
    v86 = (Signed)((Unsigned)v75 + (Unsigned)1);
    v87 = v86;
    v66 = v87;
    v67 = v76;
    v68 = v77;
    v69 = v78;
    v70 = v79;
    v71 = v80;
    goto block9;
  block12:
    ;
    v55 = v50;
    v56 = v51;
    v57 = v51;
    goto block8;
  block13:
    ;
    v44 = v39;
    v45 = v40;
    v46 = v38;
    goto block6;
  block14:
    ;
    v88 = (Signed)((Unsigned)v26 + (Unsigned)v23);
    v89 = v88;
    v31 = v23;
    v32 = v24;
    v33 = v25;
    v34 = v89;
    goto block4;
  block15:
    ;
    v90 = (Signed)((Unsigned)v10 + (Unsigned)v8);
    v91 = v90;
    v92 = v91 < 0;
    v93 = v92;
    v94 = v93;
    if (v94) {
        v95 = v8;
        v96 = v9;
        v97 = v11;
        goto block18;
    }
    v98 = v8;
    v99 = v9;
    v100 = v91;
    v101 = v11;
    goto block16;
  block16:
    ;
    v102 = v98;
    v103 = v99;
    v104 = v100;
    v105 = v101;
    goto block17;
  block17:
    ;
    v16 = v102;
    v17 = v103;
    v18 = v104;
    v19 = v105;
    goto block2;
  block18:
    ;
    v102 = v95;
    v103 = v96;
    v104 = 0;
    v105 = v97;
    goto block17;
}

Signed f3_operand(struct S4_Program * a0, struct String * a1) {
    struct S4_Program * v0;
    struct String * v1;
    struct S11_Dict * v2;
    struct S11_Dict * v3;
    Bool v4;
    Bool v5;
    Bool v6;
    Bool v7;
    Bool v8;
    struct String * v9;
    struct S4_Program * v10;
    struct String * v11;
    struct S4_Program * v12;
    struct String * v13;
    struct S4_Program * v14;
    struct S11_Dict * v15;
    struct S11_Dict * v16;
    Signed v17;
    Signed v18;
    Signed v19;
    struct S6_List_of_Signed * v20;
    struct S6_List_of_Signed * v21;
    Signed v22;
    Signed v23;
    struct S11_Dict * v24;
    struct S11_Dict * v25;
    struct String * v26;
    struct S4_Program * v27;
    Bool v28;
    Bool v29;
    Bool v30;
    struct String * v31;
    struct S4_Program * v32;
    struct String * v33;
    struct S4_Program * v34;
    struct String * v35;
    struct S4_Program * v36;
    Signed v37;
    struct S6_List_of_Signed * v38;
    struct S6_List_of_Signed * v39;
    Signed v40;
    Signed v41;
    struct String * v42;
    struct S4_Program * v43;
    Signed v44;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_f_names;
    v3 = v2;
    v4 = f34_contains(v3, v1);
    v5 = v4;
    v6 = !v5;
    v7 = v6;
    v8 = v7;
    if (v8) {
        v9 = v1;
        v10 = v0;
        goto block4;
    }
    v11 = v1;
    v12 = v0;
    goto block1;
  block1:
    ;
    v13 = v11;
    v14 = v12;
    goto block2;
  block2:
    ;
    v15 = v14->x_f_names;
    v16 = v15;
    v17 = f21_getitem(v16, v13);
    if (rpy_exception != NULL) {
        return 0;
    }
    v18 = v17;
    goto block3;
  block3:
    ;
    v19 = v18;
    return v19;
  block4:
    ;
    v20 = v10->x_f_initial;
    v21 = v20;
    v22 = v21->x_length;
    v23 = v22;
    v24 = v10->x_f_names;
    v25 = v24;
    f31_setitem(v25, v9, v23);
    if (rpy_exception != NULL) {
        return 0;
    }
    v26 = v9;
    v27 = v10;
    goto block5;
  block5:
    ;
    v28 = f35_all_are(v26);
    v29 = v28;
    v30 = v29;
    if (v30) {
        v31 = v26;
        v32 = v27;
        goto block8;
    }
    v33 = v26;
    v34 = v27;
    goto block6;
  block6:
    ;
    v35 = v33;
    v36 = v34;
    v37 = 0;
    goto block7;
  block7:
    ;
    v38 = v36->x_f_initial;
    v39 = v38;
    f36_append(v39, v37);
    v13 = v35;
    v14 = v36;
    goto block2;
  block8:
    ;
    v40 = f9_to_int(v31);
    if (rpy_exception != NULL) {
        return 0;
    }
    v41 = v40;
    v42 = v31;
    v43 = v32;
    goto block9;
  block9:
    ;
    v44 = v41;
    v35 = v42;
    v36 = v43;
    v37 = v44;
    goto block7;
}

void f4_setitem_nonneg(struct S6_List_of_Signed * a0, Signed a1, Signed a2) {
    struct S6_List_of_Signed * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Bool v5;
    Bool v6;
    Bool v7;
    Signed v8;
    struct S6_List_of_Signed * v9;
    Signed v10;
    struct A7_Array_of_Signed * v11;
    struct A7_Array_of_Signed * v12;
    struct S21_IndexError * v13;
    struct S14_Object * v14;
    struct S21_IndexError * v15;
    struct S14_Object * v16;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v1 >= v4;
    v6 = v5;
    v7 = v6;
    if (v7) {
        goto block2;
    }
    v8 = v1;
    v9 = v0;
    v10 = v2;
    goto block1;
  block1:
    ;
    v11 = v9->x_items;
    v12 = v11;
    v12->items[v8] = v10;
    return;
  block2:
    ;
    v13 = rpy_malloc(sizeof(struct S21_IndexError));
    v14 = (struct S14_Object *)v13;
    v14->x_table = (struct S5_ClassTable *)&d14;
    v15 = v13;
    v16 = (struct S14_Object *)v15;
    rpy_raise(v16);
    return;
}

Signed f5_interpret(struct S4_Program * a0, struct S6_List_of_Signed * a1) {
    struct S4_Program * v0;
    struct S6_List_of_Signed * v1;
    Signed v2;
    struct S4_Program * v3;
    struct S6_List_of_Signed * v4;
    struct S8_List_of__Instruction * v5;
    struct S8_List_of__Instruction * v6;
    struct S10_Instruction * v7;
    struct S10_Instruction * v8;
    Signed v9;
    struct S4_Program * v10;
    struct S6_List_of_Signed * v11;
    struct S10_Instruction * v12;
    Signed v13;
    Signed v14;
    Signed v15;
    Signed v16;
    Bool v17;
    Bool v18;
    Bool v19;
    struct S10_Instruction * v20;
    Signed v21;
    struct S4_Program * v22;
    struct S6_List_of_Signed * v23;
    struct S10_Instruction * v24;
    Signed v25;
    Signed v26;
    struct S4_Program * v27;
    struct S6_List_of_Signed * v28;
    Bool v29;
    Bool v30;
    Bool v31;
    struct S10_Instruction * v32;
    Signed v33;
    struct S4_Program * v34;
    struct S6_List_of_Signed * v35;
    struct S10_Instruction * v36;
    Signed v37;
    Signed v38;
    struct S4_Program * v39;
    struct S6_List_of_Signed * v40;
    Bool v41;
    Bool v42;
    Bool v43;
    struct S10_Instruction * v44;
    struct S6_List_of_Signed * v45;
    struct S10_Instruction * v46;
    Signed v47;
    Signed v48;
    struct S4_Program * v49;
    struct S6_List_of_Signed * v50;
    Signed v51;
    Signed v52;
    Signed v53;
    Signed v54;
    Signed v55;
    struct S10_Instruction * v56;
    Signed v57;
    struct S4_Program * v58;
    struct S6_List_of_Signed * v59;
    Signed v60;
    Bool v61;
    Bool v62;
    Bool v63;
    Signed v64;
    struct S10_Instruction * v65;
    Signed v66;
    struct S4_Program * v67;
    struct S6_List_of_Signed * v68;
    Signed v69;
    struct S10_Instruction * v70;
    Signed v71;
    Signed v72;
    struct S4_Program * v73;
    struct S6_List_of_Signed * v74;
    Bool v75;
    Bool v76;
    Bool v77;
    Signed v78;
    struct S10_Instruction * v79;
    Signed v80;
    struct S4_Program * v81;
    struct S6_List_of_Signed * v82;
    Signed v83;
    struct S10_Instruction * v84;
    Signed v85;
    Signed v86;
    struct S4_Program * v87;
    struct S6_List_of_Signed * v88;
    Signed v89;
    Signed v90;
    Signed v91;
    Signed v92;
    Signed v93;
    Signed v94;
    struct S10_Instruction * v95;
    Signed v96;
    struct S4_Program * v97;
    struct S6_List_of_Signed * v98;
    Signed v99;
    Bool v100;
    Bool v101;
    Bool v102;
    Signed v103;
    struct S10_Instruction * v104;
    Signed v105;
    struct S4_Program * v106;
    Signed v107;
    struct S6_List_of_Signed * v108;
    Signed v109;
    struct S10_Instruction * v110;
    Signed v111;
    Signed v112;
    struct S4_Program * v113;
    Signed v114;
    struct S6_List_of_Signed * v115;
    Bool v116;
    Bool v117;
    Bool v118;
    Signed v119;
    struct S10_Instruction * v120;
    Signed v121;
    struct S4_Program * v122;
    Signed v123;
    struct S6_List_of_Signed * v124;
    Signed v125;
    struct S10_Instruction * v126;
    Signed v127;
    Signed v128;
    struct S4_Program * v129;
    Signed v130;
    struct S6_List_of_Signed * v131;
    Bool v132;
    Bool v133;
    Bool v134;
    Signed v135;
    struct S10_Instruction * v136;
    Signed v137;
    struct S4_Program * v138;
    Signed v139;
    struct S6_List_of_Signed * v140;
    Signed v141;
    struct S10_Instruction * v142;
    Signed v143;
    struct S4_Program * v144;
    Signed v145;
    struct S6_List_of_Signed * v146;
    Bool v147;
    Bool v148;
    Signed v149;
    Signed v150;
    struct S10_Instruction * v151;
    Signed v152;
    struct S4_Program * v153;
    Signed v154;
    struct S6_List_of_Signed * v155;
    struct S10_Instruction * v156;
    Signed v157;
    struct S4_Program * v158;
    Signed v159;
    struct S6_List_of_Signed * v160;
    struct S10_Instruction * v161;
    Signed v162;
    struct S4_Program * v163;
    Signed v164;
    struct S6_List_of_Signed * v165;
    struct S10_Instruction * v166;
    Signed v167;
    struct S4_Program * v168;
    Signed v169;
    struct S6_List_of_Signed * v170;
    struct S10_Instruction * v171;
    Signed v172;
    struct S4_Program * v173;
    Signed v174;
    struct S6_List_of_Signed * v175;
    Signed v176;
    Signed v177;
    Signed v178;
    struct S4_Program * v179;
    struct S6_List_of_Signed * v180;
    Signed v181;
    struct S4_Program * v182;
    struct S6_List_of_Signed * v183;
    Signed v184;
    struct S4_Program * v185;
    struct S6_List_of_Signed * v186;
    Signed v187;
    Signed v188;
    Signed v189;
    Signed v190;
    Signed v191;
    Signed v192;
    Signed v193;
    Signed v194;
    Signed v195;
    Signed v196;
    Signed v197;
    Signed v198;
    Signed v199;
    Signed v200;
    Signed v201;
    Bool v202;
    Bool v203;
    Signed v204;
    Signed v205;
    Bool v206;
    Signed v207;
    struct S4_Program * v208;
    struct S6_List_of_Signed * v209;
    Signed v210;
    struct S4_Program * v211;
    struct S6_List_of_Signed * v212;
    Signed v213;
    struct S4_Program * v214;
    struct S6_List_of_Signed * v215;
    Signed v216;
    Signed v217;
    Signed v218;
    Signed v219;
    Signed v220;
    struct S4_Program * v221;
    struct S6_List_of_Signed * v222;
    struct S10_Instruction * v223;
    Signed v224;
    Bool v225;
    Bool v226;
    Bool v227;
    struct S10_Instruction * v228;
    struct S4_Program * v229;
    struct S6_List_of_Signed * v230;
    Signed v231;
    struct S4_Program * v232;
    struct S6_List_of_Signed * v233;
    Signed v234;
    struct S4_Program * v235;
    struct S6_List_of_Signed * v236;
    Signed v237;
    Signed v238;
    v0 = a0;
    v1 = a1;
    v2 = 0;
    v3 = v0;
    v4 = v1;
    goto block1;
  block1:
    ;
    v5 = v3->x_f_instructions;
    v6 = v5;
    v7 = f22_getitem_nonneg(v6, v2);
    if (rpy_exception != NULL) {
        return 0;
    }
    v8 = v7;
    v9 = v2;
    v10 = v3;
    v11 = v4;
    goto block2;
  block2:
    ;
    v12 = v8;
    v13 = (Signed)((Unsigned)v9 + (Unsigned)1);
    v14 = v13;
    v15 = v12->x_f_kind;
    v16 = v15;
    v17 = v16 == 6;
    v18 = v17;
    v19 = v18;
    if (v19) {
        v20 = v12;
        v21 = v14;
        v22 = v10;
        v23 = v11;
        goto block32;
    }
    v24 = v12;
    v25 = v16;
    v26 = v14;
    v27 = v10;
    v28 = v11;
    goto block3;
  block3:
    ;
    v29 = v25 == 7;
    v30 = v29;
    v31 = v30;
    if (v31) {
        v32 = v24;
        v33 = v26;
        v34 = v27;
        v35 = v28;
        goto block28;
    }
    v36 = v24;
    v37 = v25;
    v38 = v26;
    v39 = v27;
    v40 = v28;
    goto block4;
  block4:
    ;
    v41 = v37 == 8;
    v42 = v41;
    v43 = v42;
    if (v43) {
        v44 = v36;
        v45 = v40;
        goto block26;
    }
    v46 = v36;
    v47 = v37;
    v48 = v38;
    v49 = v39;
    v50 = v40;
    goto block5;
  block5:
    ;
    v51 = v46->x_f_first;
    v52 = v51;
    v53 = f37_getitem_nonneg(v50, v52);
    if (rpy_exception != NULL) {
        return 0;
    }
    v54 = v53;
    v55 = v47;
    v56 = v46;
    v57 = v48;
    v58 = v49;
    v59 = v50;
    goto block6;
  block6:
    ;
    v60 = v54;
    v61 = v55 == 0;
    v62 = v61;
    v63 = v62;
    if (v63) {
        v64 = v60;
        v65 = v56;
        v66 = v57;
        v67 = v58;
        v68 = v59;
        goto block25;
    }
    v69 = v60;
    v70 = v56;
    v71 = v55;
    v72 = v57;
    v73 = v58;
    v74 = v59;
    goto block7;
  block7:
    ;
    v75 = v71 == 1;
    v76 = v75;
    v77 = v76;
    if (v77) {
        v78 = v69;
        v79 = v70;
        v80 = v72;
        v81 = v73;
        v82 = v74;
        goto block24;
    }
    v83 = v69;
    v84 = v70;
    v85 = v71;
    v86 = v72;
    v87 = v73;
    v88 = v74;
    goto block8;
  block8:
    ;
    v89 = v84->x_f_second;
    v90 = v89;
    v91 = f37_getitem_nonneg(v88, v90);
    if (rpy_exception != NULL) {
        return 0;
    }
    v92 = v91;
    v93 = v85;
    v94 = v83;
    v95 = v84;
    v96 = v86;
    v97 = v87;
    v98 = v88;
    goto block9;
  block9:
    ;
    v99 = v92;
    v100 = v93 == 2;
    v101 = v100;
    v102 = v101;
    if (v102) {
        v103 = v94;
        v104 = v95;
        v105 = v96;
        v106 = v97;
        v107 = v99;
        v108 = v98;
        goto block23;
    }
    v109 = v94;
    v110 = v95;
    v111 = v93;
    v112 = v96;
    v113 = v97;
    v114 = v99;
    v115 = v98;
    goto block10;
  block10:
    ;
    v116 = v111 == 3;
    v117 = v116;
    v118 = v117;
    if (v118) {
        v119 = v109;
        v120 = v110;
        v121 = v112;
        v122 = v113;
        v123 = v114;
        v124 = v115;
        goto block22;
    }
    v125 = v109;
    v126 = v110;
    v127 = v111;
    v128 = v112;
    v129 = v113;
    v130 = v114;
    v131 = v115;
    goto block11;
  block11:
    ;
    v132 = v127 == 4;
    v133 = v132;
    v134 = v133;
    if (v134) {
        v135 = v125;
        v136 = v126;
        v137 = v128;
        v138 = v129;
        v139 = v130;
        v140 = v131;
        goto block21;
    }
    v141 = v125;
    v142 = v126;
    v143 = v128;
    v144 = v129;
    v145 = v130;
    v146 = v131;
    goto block12;
  block12:
    ;
    v147 = v141 < v145;
    v148 = v147;
    v149 = (Signed)v148;
    v150 = v149;
    v151 = v142;
    v152 = v143;
    v153 = v144;
    v154 = v150;
    v155 = v146;
    goto block13;
  block13:
    ;
    v156 = v151;
    v157 = v152;
    v158 = v153;
    v159 = v154;
    v160 = v155;
    goto block14;
  block14:
    ;
    v161 = v156;
    v162 = v157;
    v163 = v158;
    v164 = v159;
    v165 = v160;
    goto block15;
  block15:
    ;
    v166 = v161;
    v167 = v162;
    v168 = v163;
    v169 = v164;
    v170 = v165;
    goto block16;
  block16:
    ;
    v171 = v166;
    v172 = v167;
    v173 = v168;
    v174 = v169;
    v175 = v170;
    goto block17;
  block17:
    ;
    v176 = v171->x_f_target;
    v177 = v176;
    f4_setitem_nonneg(v175, v177, v174);
    if (rpy_exception != NULL) {
        return 0;
    }
    v178 = v172;
    v179 = v173;
    v180 = v175;
    goto block18;
  block18:
    ;
    v181 = v178;
    v182 = v179;
    v183 = v180;
    goto block19;
  block19:
    ;
    v184 = v181;
    v185 = v182;
    v186 = v183;
    goto block20;
  block20:
    ;
    v2 = v184;
    v3 = v185;
    v4 = v186;
    goto block1;
  block21:
    ;
    v187 = (Signed)((Unsigned)v135 * (Unsigned)v139);
    v188 = v187;
    v151 = v136;
    v152 = v137;
    v153 = v138;
    v154 = v188;
    v155 = v140;
    goto block13;
  block22:
    ;
    v189 = (Signed)((Unsigned)v119 - (Unsigned)v123);
    v190 = v189;
    v156 = v120;
    v157 = v121;
    v158 = v122;
    v159 = v190;
    v160 = v124;
    goto block14;
  block23:
    ;
    v191 = (Signed)((Unsigned)v103 + (Unsigned)v107);
    v192 = v191;
    v161 = v104;
    v162 = v105;
    v163 = v106;
    v164 = v192;
    v165 = v108;
    goto block15;
  block24:
    ;
    v193 = (Signed)(0 - (Unsigned)v78);
    v194 = v193;
    v166 = v79;
    v167 = v80;
    v168 = v81;
    v169 = v194;
    v170 = v82;
    goto block16;
  block25:
    ;
    v171 = v65;
    v172 = v66;
    v173 = v67;
    v174 = v64;
    v175 = v68;
    goto block17;
  block26:
    ;
    v195 = v44->x_f_first;
    v196 = v195;
    v197 = f37_getitem_nonneg(v45, v196);
    if (rpy_exception != NULL) {
        return 0;
    }
    v198 = v197;
    goto block27;
  block27:
    ;
    v199 = v198;
    return v199;
  block28:
    ;
    v200 = v32->x_f_target;
    v201 = v200;
    v202 = v201 < v33;
    v203 = v202;
    v204 = v32->x_f_target;
    v205 = v204;
    v206 = v203;
    if (v206) {
        v207 = v205;
        v208 = v34;
        v209 = v35;
        goto block31;
    }
    v210 = v205;
    v211 = v34;
    v212 = v35;
    goto block29;
  block29:
    ;
    v213 = v210;
    v214 = v211;
    v215 = v212;
    goto block30;
  block30:
    ;
    v181 = v213;
    v182 = v214;
    v183 = v215;
    goto block19;
  block31:
    ;
    v213 = v207;
    v214 = v208;
    v215 = v209;
    goto block30;
  block32:
    ;
    v216 = v20->x_f_first;
    v217 = v216;
    v218 = f37_getitem_nonneg(v23, v217);
    if (rpy_exception != NULL) {
        return 0;
    }
    v219 = v218;
    v220 = v21;
    v221 = v22;
    v222 = v23;
    v223 = v20;
    goto block33;
  block33:
    ;
    v224 = v219;
    v225 = v224 != 0;
    v226 = v225;
    v227 = v226;
    if (v227) {
        v228 = v223;
        v229 = v221;
        v230 = v222;
        goto block36;
    }
    v231 = v220;
    v232 = v221;
    v233 = v222;
    goto block34;
  block34:
    ;
    v234 = v231;
    v235 = v232;
    v236 = v233;
    goto block35;
  block35:
    ;
    v184 = v234;
    v185 = v235;
    v186 = v236;
    goto block20;
  block36:
    ;
    v237 = v228->x_f_target;
    v238 = v237;
    v234 = v238;
    v235 = v229;
    v236 = v230;
    goto block35;
}

struct String * f6_from_int(Signed a0) {
    Signed v0;
    Bool v1;
    Bool v2;
    Bool v3;
    Signed v4;
    Bool v5;
    Bool v6;
    Signed v7;
    Bool v8;
    Signed v9;
    Signed v10;
    Bool v11;
    Bool v12;
    Bool v13;
    Signed v14;
    Bool v15;
    Signed v16;
    Signed v17;
    Signed v18;
    Bool v19;
    Signed v20;
    Bool v21;
    Signed v22;
    Bool v23;
    Signed v24;
    Signed v25;
    Bool v26;
    Signed v27;
    Signed v28;
    Bool v29;
    Signed v30;
    struct String * v31;
    struct String * v32;
    Signed v33;
    Bool v34;
    Signed v35;
    struct String * v36;
    Bool v37;
    Bool v38;
    Bool v39;
    Signed v40;
    Bool v41;
    Signed v42;
    struct String * v43;
    Bool v44;
    struct String * v45;
    Bool v46;
    struct String * v47;
    struct String * v48;
    struct String * v49;
    Signed v50;
    Signed v51;
    Signed v52;
    Signed v53;
    Bool v54;
    Bool v55;
    Bool v56;
    Signed v57;
    Signed v58;
    Bool v59;
    Signed v60;
    struct String * v61;
    Signed v62;
    Signed v63;
    Bool v64;
    Signed v65;
    struct String * v66;
    Signed v67;
    Signed v68;
    Bool v69;
    Signed v70;
    struct String * v71;
    Signed v72;
    Signed v73;
    Char v74;
    Char v75;
    Signed v76;
    Signed v77;
    Signed v78;
    Signed v79;
    Signed v80;
    Signed v81;
    Signed v82;
    Signed v83;
    Signed v84;
    Signed v85;
    struct String * v86;
    struct String * v87;
    v0 = a0;
    v1 = v0 == 0;
    v2 = v1;
    v3 = v2;
    if (v3) {
        goto block17;
    }
    v4 = v0;
    goto block1;
  block1:
    ;
    v5 = v4 < 0;
    v6 = v5;
    v7 = 0;
    v8 = v6;
    v9 = v4;
    v10 = v4;
    goto block2;
  block2:
    ;
    v11 = v9 != 0;
    v12 = v11;
    v13 = v12;
    if (v13) {
        v14 = v7;
        v15 = v8;
        v16 = v9;
        v17 = v10;
        goto block16;
    }
    v18 = v7;
    v19 = v8;
    v20 = v10;
    goto block3;
  block3:
    ;
    v21 = v19;
    if (v21) {
        v22 = v18;
        v23 = v19;
        v24 = v20;
        goto block15;
    }
    v25 = v18;
    v26 = v19;
    v27 = v20;
    goto block4;
  block4:
    ;
    v28 = v25;
    v29 = v26;
    v30 = v27;
    goto block5;
  block5:
    ;
    v31 = rpy_malloc_array(sizeof(struct String), offsetof(struct String, length), sizeof(Char), v28, 1);
    v32 = v31;
    v33 = v28;
    v34 = v29;
    v35 = v30;
    v36 = v32;
    goto block6;
  block6:
    ;
    v37 = v35 != 0;
    v38 = v37;
    v39 = v38;
    if (v39) {
        v40 = v33;
        v41 = v34;
        v42 = v35;
        v43 = v36;
        goto block11;
    }
    v44 = v34;
    v45 = v36;
    goto block7;
  block7:
    ;
    v46 = v44;
    if (v46) {
        v47 = v45;
        goto block10;
    }
    v48 = v45;
    goto block8;
  block8:
    ;
    v49 = v48;
    goto block9;
  block9:
    ;
    return v49;
  block10:
    ;
    v47->items[0] = 45;
    v49 = v47;
    goto block9;
  block11:
    ;
    v50 = (Signed)((Unsigned)v40 - (Unsigned)1);
    v51 = v50;
    v52 = v42 % 10;
    v53 = v52;
    v54 = v53 < 0;
    v55 = v54;
    v56 = v55;
    if (v56) {
        v57 = v53;
        v58 = v51;
        v59 = v41;
        v60 = v42;
        v61 = v43;
        goto block14;
    }
    v62 = v53;
    v63 = v51;
    v64 = v41;
    v65 = v42;
    v66 = v43;
    goto block12;
  block12:
    ;
    v67 = v62;
    v68 = v63;
    v69 = v64;
    v70 = v65;
    v71 = v66;
    goto block13;
  block13:
    ;
    v72 = (Signed)((Unsigned)48 + (Unsigned)v67);
    v73 = v72;
    v74 = (Char)v73;
    v75 = v74;
    v71->items[v68] = v75;
    v76 = v70 / 10;
    v77 = v76;
    v33 = v68;
    v34 = v69;
    v35 = v77;
    v36 = v71;
    goto block6;
  block14:
    ;
    v78 = (Signed)(0 - (Unsigned)v57);
    v79 = v78;
    v67 = v79;
    v68 = v58;
    v69 = v59;
    v70 = v60;
    v71 = v61;
    goto block13;
  block15:
    ;
    v80 = (Signed)((Unsigned)v22 + (Unsigned)1);
    v81 = v80;
    v28 = v81;
    v29 = v23;
    v30 = v24;
    goto block5;
  block16:
    ;
    v82 = v16 / 10;
    v83 = v82;
    v84 = (Signed)((Unsigned)v14 + (Unsigned)1);
    v85 = v84;
    v7 = v85;
    v8 = v15;
    v9 = v83;
    v10 = v17;
    goto block2;
  block17:
    ;
    v86 = f7_from_char(48);
    v87 = v86;
    return v87;
}

struct String * f7_from_char(Char a0) {
    Char v0;
    struct String * v1;
    struct String * v2;
    v0 = a0;
    v1 = rpy_malloc_array(sizeof(struct String), offsetof(struct String, length), sizeof(Char), 1, 1);
    v2 = v1;
    v2->items[0] = v0;
    return v2;
}

struct String * f8_getitem_nonneg(struct S0_List_of__String * a0, Signed a1) {
    struct S0_List_of__String * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Bool v4;
    Bool v5;
    Bool v6;
    Signed v7;
    struct S0_List_of__String * v8;
    struct A1_Array_of__String * v9;
    struct A1_Array_of__String * v10;
    struct String * v11;
    struct String * v12;
    struct S21_IndexError * v13;
    struct S14_Object * v14;
    struct S21_IndexError * v15;
    struct S14_Object * v16;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v1 >= v3;
    v5 = v4;
    v6 = v5;
    if (v6) {
        goto block2;
    }
    v7 = v1;
    v8 = v0;
    goto block1;
  block1:
    ;
    v9 = v8->x_items;
    v10 = v9;
    v11 = v10->items[v7];
    v12 = v11;
    return v12;
  block2:
    ;
    v13 = rpy_malloc(sizeof(struct S21_IndexError));
    v14 = (struct S14_Object *)v13;
    v14->x_table = (struct S5_ClassTable *)&d14;
    v15 = v13;
    v16 = (struct S14_Object *)v15;
    rpy_raise(v16);
    return NULL;
}

Signed f9_to_int(struct String * a0) {
    struct String * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct String * v5;
    Bool v6;
    Bool v7;
    Bool v8;
    Signed v9;
    Signed v10;
    struct String * v11;
    Signed v12;
    Signed v13;
    struct String * v14;
    Signed v15;
    Signed v16;
    struct String * v17;
    Signed v18;
    Signed v19;
    struct String * v20;
    Bool v21;
    Bool v22;
    Bool v23;
    Signed v24;
    Signed v25;
    struct String * v26;
    Signed v27;
    Signed v28;
    struct String * v29;
    Signed v30;
    Signed v31;
    struct String * v32;
    Bool v33;
    Bool v34;
    Bool v35;
    Signed v36;
    Signed v37;
    struct String * v38;
    Signed v39;
    Signed v40;
    struct String * v41;
    Signed v42;
    Signed v43;
    struct String * v44;
    Bool v45;
    Signed v46;
    Signed v47;
    struct String * v48;
    Bool v49;
    Bool v50;
    Bool v51;
    Bool v52;
    Signed v53;
    Signed v54;
    struct String * v55;
    Bool v56;
    Signed v57;
    Signed v58;
    Signed v59;
    struct String * v60;
    Bool v61;
    Bool v62;
    Bool v63;
    Bool v64;
    Signed v65;
    Signed v66;
    Signed v67;
    struct String * v68;
    Bool v69;
    Signed v70;
    Bool v71;
    Signed v72;
    Signed v73;
    Signed v74;
    Signed v75;
    Bool v76;
    Bool v77;
    Bool v78;
    Signed v79;
    Signed v80;
    Signed v81;
    Signed v82;
    Signed v83;
    Bool v84;
    Bool v85;
    Bool v86;
    Signed v87;
    struct S22_OverflowError * v88;
    struct S14_Object * v89;
    struct S22_OverflowError * v90;
    struct S14_Object * v91;
    Char v92;
    Char v93;
    Bool v94;
    Bool v95;
    Bool v96;
    Bool v97;
    Signed v98;
    Signed v99;
    Signed v100;
    struct String * v101;
    struct S23_ValueError * v102;
    struct S14_Object * v103;
    struct S23_ValueError * v104;
    struct S14_Object * v105;
    Bool v106;
    Bool v107;
    Bool v108;
    Bool v109;
    Signed v110;
    Signed v111;
    Signed v112;
    struct String * v113;
    Signed v114;
    Signed v115;
    Char v116;
    Char v117;
    Signed v118;
    Signed v119;
    Signed v120;
    Signed v121;
    Bool v122;
    Bool v123;
    Bool v124;
    Signed v125;
    Bool v126;
    Signed v127;
    Signed v128;
    Signed v129;
    struct String * v130;
    Signed v131;
    Signed v132;
    Signed v133;
    Signed v134;
    struct S22_OverflowError * v135;
    struct S14_Object * v136;
    struct S22_OverflowError * v137;
    struct S14_Object * v138;
    struct S22_OverflowError * v139;
    struct S14_Object * v140;
    struct S22_OverflowError * v141;
    struct S14_Object * v142;
    struct S23_ValueError * v143;
    struct S14_Object * v144;
    struct S23_ValueError * v145;
    struct S14_Object * v146;
    Char v147;
    Char v148;
    Bool v149;
    Bool v150;
    Bool v151;
    Signed v152;
    Signed v153;
    struct String * v154;
    Signed v155;
    Signed v156;
    struct String * v157;
    Char v158;
    Char v159;
    Bool v160;
    Bool v161;
    Bool v162;
    Signed v163;
    Signed v164;
    struct String * v165;
    Signed v166;
    Signed v167;
    struct String * v168;
    Signed v169;
    Signed v170;
    struct String * v171;
    Char v172;
    Char v173;
    Bool v174;
    Bool v175;
    Signed v176;
    Signed v177;
    Signed v178;
    Signed v179;
    Char v180;
    Char v181;
    Bool v182;
    Bool v183;
    Bool v184;
    Signed v185;
    Signed v186;
    struct String * v187;
    Signed v188;
    Signed v189;
    struct String * v190;
    Signed v191;
    Signed v192;
    Char v193;
    Char v194;
    Bool v195;
    Bool v196;
    Bool v197;
    Signed v198;
    Signed v199;
    struct String * v200;
    Signed v201;
    Signed v202;
    struct String * v203;
    Signed v204;
    Signed v205;
    v0 = a0;
    v1 = v0->length;
    v2 = v1;
    v3 = 0;
    v4 = v2;
    v5 = v0;
    goto block1;
  block1:
    ;
    v6 = v3 < v4;
    v7 = v6;
    v8 = v7;
    if (v8) {
        v9 = v3;
        v10 = v4;
        v11 = v5;
        goto block37;
    }
    v12 = v3;
    v13 = v4;
    v14 = v5;
    goto block2;
  block2:
    ;
    v15 = v12;
    v16 = v13;
    v17 = v14;
    goto block3;
  block3:
    ;
    v18 = v15;
    v19 = v16;
    v20 = v17;
    goto block4;
  block4:
    ;
    v21 = v18 < v19;
    v22 = v21;
    v23 = v22;
    if (v23) {
        v24 = v18;
        v25 = v19;
        v26 = v20;
        goto block34;
    }
    v27 = v18;
    v28 = v19;
    v29 = v20;
    goto block5;
  block5:
    ;
    v30 = v27;
    v31 = v28;
    v32 = v29;
    goto block6;
  block6:
    ;
    v33 = v30 < v31;
    v34 = v33;
    v35 = v34;
    if (v35) {
        v36 = v30;
        v37 = v31;
        v38 = v32;
        goto block28;
    }
    v39 = v30;
    v40 = v31;
    v41 = v32;
    goto block7;
  block7:
    ;
    v42 = v39;
    v43 = v40;
    v44 = v41;
    goto block8;
  block8:
    ;
    v45 = 0;
    v46 = v42;
    v47 = v43;
    v48 = v44;
    goto block9;
  block9:
    ;
    v49 = v46 == v47;
    v50 = v49;
    v51 = v50;
    if (v51) {
        goto block27;
    }
    v52 = v45;
    v53 = v46;
    v54 = v47;
    v55 = v48;
    goto block10;
  block10:
    ;
    v56 = v52;
    v57 = 0;
    v58 = v53;
    v59 = v54;
    v60 = v55;
    goto block11;
  block11:
    ;
    v61 = v58 < v59;
    v62 = v61;
    v63 = v62;
    if (v63) {
        v64 = v56;
        v65 = v57;
        v66 = v58;
        v67 = v59;
        v68 = v60;
        goto block20;
    }
    v69 = v56;
    v70 = v57;
    goto block12;
  block12:
    ;
    v71 = v69;
    if (v71) {
        v72 = v70;
        goto block19;
    }
    v73 = v70;
    goto block13;
  block13:
    ;
    v74 = (Signed)(0 - (Unsigned)v73);
    v75 = v74;
    v76 = v73 == v75;
    v77 = v76;
    v78 = v77;
    if (v78) {
        v79 = v73;
        goto block16;
    }
    v80 = v73;
    goto block14;
  block14:
    ;
    v81 = v80;
    goto block15;
  block15:
    ;
    v82 = (Signed)(0 - (Unsigned)v81);
    v83 = v82;
    return v83;
  block16:
    ;
    v84 = v79 != 0;
    v85 = v84;
    v86 = v85;
    if (v86) {
        goto block18;
    }
    v87 = v79;
    goto block17;
  block17:
    ;
    v81 = v87;
    goto block15;
  block18:
    ;
    v88 = rpy_malloc(sizeof(struct S22_OverflowError));
    v89 = (struct S14_Object *)v88;
    v89->x_table = (struct S5_ClassTable *)&d15;
    v90 = v88;
    v91 = (struct S14_Object *)v90;
    rpy_raise(v91);
    return 0;
  block19:
    ;
    return v72;
  block20:
    ;
    v92 = v68->items[v66];
    v93 = v92;
    v94 = f38_is_digit(v93);
    v95 = v94;
    v96 = v95;
    if (v96) {
        v97 = v64;
        v98 = v65;
        v99 = v66;
        v100 = v67;
        v101 = v68;
        goto block22;
    }
    goto block21;
  block21:
    ;
    v102 = rpy_malloc(sizeof(struct S23_ValueError));
    v103 = (struct S14_Object *)v102;
    v103->x_table = (struct S5_ClassTable *)&d16;
    v104 = v102;
    v105 = (struct S14_Object *)v104;
    rpy_raise(v105);
    return 0;
  block22:
    ;
    v106 = rpy_mul_overflows(v98, 10);
    v107 = v106;
    v108 = v107;
    if (v108) {
        goto block26;
    }
    v109 = v97;
    v110 = v98;
    v111 = v99;
    v112 = v100;
    v113 = v101;
    goto block23;
  block23:
    ;
    v114 = (Signed)((Unsigned)v110 * (Unsigned)10);
    v115 = v114;
    v116 = v113->items[v111];
    v117 = v116;
    v118 = (Signed)v117;
    v119 = v118;
    v120 = (Signed)((Unsigned)v119 - (Unsigned)48);
    v121 = v120;
    v122 = rpy_sub_overflows(v115, v121);
    v123 = v122;
    v124 = v123;
    if (v124) {
        goto block25;
    }
    v125 = v121;
    v126 = v109;
    v127 = v115;
    v128 = v111;
    v129 = v112;
    v130 = v113;
    goto block24;
  block24:
    ;
    v131 = (Signed)((Unsigned)v127 - (Unsigned)v125);
    v132 = v131;
    v133 = (Signed)((Unsigned)v128 + (Unsigned)1);
    v134 = v133;
    v56 = v126;
    v57 = v132;
    v58 = v134;
    v59 = v129;
    v60 = v130;
    goto block11;
  block25:
    ;
    v135 = rpy_malloc(sizeof(struct S22_OverflowError));
    v136 = (struct S14_Object *)v135;
    v136->x_table = (struct S5_ClassTable *)&d15;
    v137 = v135;
    v138 = (struct S14_Object *)v137;
    rpy_raise(v138);
    return 0;
  block26:
    ;
    v139 = rpy_malloc(sizeof(struct S22_OverflowError));
    v140 = (struct S14_Object *)v139;
    v140->x_table = (struct S5_ClassTable *)&d15;
    v141 = v139;
    v142 = (struct S14_Object *)v141;
    rpy_raise(v142);
    return 0;
  block27:
    ;
    v143 = rpy_malloc(sizeof(struct S23_ValueError));
    v144 = (struct S14_Object *)v143;
    v144->x_table = (struct S5_ClassTable *)&d16;
    v145 = v143;
    v146 = (struct S14_Object *)v145;
    rpy_raise(v146);
    return 0;
  block28:
    ;
    v147 = v38->items[v36];
    v148 = v147;
    v149 = v148 == 45;
    v150 = v149;
    v151 = v150;
    if (v151) {
        v152 = v36;
        v153 = v37;
        v154 = v38;
        goto block33;
    }
    v155 = v36;
    v156 = v37;
    v157 = v38;
    goto block29;
  block29:
    ;
    v158 = v157->items[v155];
    v159 = v158;
    v160 = v159 == 43;
    v161 = v160;
    v162 = v161;
    if (v162) {
        v163 = v155;
        v164 = v156;
        v165 = v157;
        goto block31;
    }
    v166 = v155;
    v167 = v156;
    v168 = v157;
    goto block30;
  block30:
    ;
    v42 = v166;
    v43 = v167;
    v44 = v168;
    goto block8;
  block31:
    ;
    v169 = v163;
    v170 = v164;
    v171 = v165;
    goto block32;
  block32:
    ;
    v172 = v171->items[v169];
    v173 = v172;
    v174 = v173 == 45;
    v175 = v174;
    v176 = (Signed)((Unsigned)v169 + (Unsigned)1);
    v177 = v176;
    v45 = v175;
    v46 = v177;
    v47 = v170;
    v48 = v171;
    goto block9;
  block33:
    ;
    v169 = v152;
    v170 = v153;
    v171 = v154;
    goto block32;
  block34:
    ;
    v178 = (Signed)((Unsigned)v25 - (Unsigned)1);
    v179 = v178;
    v180 = v26->items[v179];
    v181 = v180;
    v182 = f39_is_space(v181);
    v183 = v182;
    v184 = v183;
    if (v184) {
        v185 = v24;
        v186 = v25;
        v187 = v26;
        goto block36;
    }
    v188 = v24;
    v189 = v25;
    v190 = v26;
    goto block35;
  block35:
    ;
    v30 = v188;
    v31 = v189;
    v32 = v190;
    goto block6;
  block36:
    ;
    v191 = (Signed)((Unsigned)v186 - (Unsigned)1);
    v192 = v191;
    v18 = v185;
    v19 = v192;
    v20 = v187;
    goto block4;
  block37:
    ;
    v193 = v11->items[v9];
    v194 = v193;
    v195 = f39_is_space(v194);
    v196 = v195;
    v197 = v196;
    if (v197) {
        v198 = v9;
        v199 = v10;
        v200 = v11;
        goto block39;
    }
    v201 = v9;
    v202 = v10;
    v203 = v11;
    goto block38;
  block38:
    ;
    v15 = v201;
    v16 = v202;
    v17 = v203;
    goto block3;
  block39:
    ;
    v204 = (Signed)((Unsigned)v198 + (Unsigned)1);
    v205 = v204;
    v3 = v205;
    v4 = v199;
    v5 = v200;
    goto block1;
}

Bool f10_equal(struct String * a0, struct String * a1) {
    struct String * v0;
    struct String * v1;
    Bool v2;
    Bool v3;
    Bool v4;
    Bool v5;
    struct String * v6;
    struct String * v7;
    struct String * v8;
    Bool v9;
    Bool v10;
    Bool v11;
    Bool v12;
    struct String * v13;
    struct String * v14;
    Signed v15;
    Signed v16;
    Signed v17;
    Signed v18;
    Bool v19;
    Bool v20;
    Bool v21;
    struct String * v22;
    struct String * v23;
    Signed v24;
    Signed v25;
    Signed v26;
    Bool v27;
    Bool v28;
    Bool v29;
    Bool v30;
    Bool v31;
    v0 = a0;
    v1 = a1;
    v2 = v0 != NULL;
    v3 = !v2;
    v4 = v3;
    v5 = v4;
    if (v5) {
        v6 = v1;
        goto block6;
    }
    v7 = v0;
    v8 = v1;
    goto block1;
  block1:
    ;
    v9 = v8 != NULL;
    v10 = !v9;
    v11 = v10;
    v12 = v11;
    if (v12) {
        goto block5;
    }
    v13 = v7;
    v14 = v8;
    goto block2;
  block2:
    ;
    v15 = v13->length;
    v16 = v15;
    v17 = v14->length;
    v18 = v17;
    v19 = v16 != v18;
    v20 = v19;
    v21 = v20;
    if (v21) {
        goto block4;
    }
    v22 = v13;
    v23 = v14;
    v24 = v16;
    goto block3;
  block3:
    ;
    v25 = rpy_compare_chars(v22, 0, v23, 0, v24);
    v26 = v25;
    v27 = v26 == 0;
    v28 = v27;
    return v28;
  block4:
    ;
    return 0;
  block5:
    ;
    return 0;
  block6:
    ;
    v29 = v6 != NULL;
    v30 = !v29;
    v31 = v30;
    return v31;
}

struct S11_Dict * f11_new(void) {
    struct S11_Dict * v0;
    struct S11_Dict * v1;
    struct A7_Array_of_Signed * v2;
    struct A7_Array_of_Signed * v3;
    struct A12_Array_of__DictEntry * v4;
    struct A12_Array_of__DictEntry * v5;
    v0 = rpy_malloc(sizeof(struct S11_Dict));
    v1 = v0;
    v2 = rpy_malloc_array(sizeof(struct A7_Array_of_Signed), offsetof(struct A7_Array_of_Signed, length), sizeof(Signed), 8, 0);
    v3 = v2;
    v1->x_table = v3;
    v4 = rpy_malloc_array(sizeof(struct A12_Array_of__DictEntry), offsetof(struct A12_Array_of__DictEntry, length), sizeof(struct S13_DictEntry *), 5, 0);
    v5 = v4;
    v1->x_entries = v5;
    return v1;
}

struct S6_List_of_Signed * f12_new(Signed a2) {
    Signed v0;
    struct S6_List_of_Signed * v1;
    struct S6_List_of_Signed * v2;
    struct A7_Array_of_Signed * v3;
    struct A7_Array_of_Signed * v4;
    v0 = a2;
    v1 = rpy_malloc(sizeof(struct S6_List_of_Signed));
    v2 = v1;
    v3 = rpy_malloc_array(sizeof(struct A7_Array_of_Signed), offsetof(struct A7_Array_of_Signed, length), sizeof(Signed), v0, 0);
    v4 = v3;
    v2->x_items = v4;
    v2->x_length = v0;
    return v2;
}

struct S8_List_of__Instruction * f13_new(Signed a2) {
    Signed v0;
    struct S8_List_of__Instruction * v1;
    struct S8_List_of__Instruction * v2;
    struct A9_Array_of__Instruction * v3;
    struct A9_Array_of__Instruction * v4;
    v0 = a2;
    v1 = rpy_malloc(sizeof(struct S8_List_of__Instruction));
    v2 = v1;
    v3 = rpy_malloc_array(sizeof(struct A9_Array_of__Instruction), offsetof(struct A9_Array_of__Instruction, length), sizeof(struct S10_Instruction *), v0, 0);
    v4 = v3;
    v2->x_items = v4;
    v2->x_length = v0;
    return v2;
}

struct S16_List_of__Tuple * f14_new(Signed a2) {
    Signed v0;
    struct S16_List_of__Tuple * v1;
    struct S16_List_of__Tuple * v2;
    struct A17_Array_of__Tuple * v3;
    struct A17_Array_of__Tuple * v4;
    v0 = a2;
    v1 = rpy_malloc(sizeof(struct S16_List_of__Tuple));
    v2 = v1;
    v3 = rpy_malloc_array(sizeof(struct A17_Array_of__Tuple), offsetof(struct A17_Array_of__Tuple, length), sizeof(struct S18_Tuple *), v0, 0);
    v4 = v3;
    v2->x_items = v4;
    v2->x_length = v0;
    return v2;
}

struct S0_List_of__String * f15_split(struct String * a0, struct String * a1) {
    struct String * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Bool v4;
    Bool v5;
    Bool v6;
    struct String * v7;
    struct String * v8;
    Signed v9;
    Signed v10;
    Signed v11;
    Signed v12;
    struct S0_List_of__String * v13;
    struct S0_List_of__String * v14;
    struct A1_Array_of__String * v15;
    struct A1_Array_of__String * v16;
    Signed v17;
    struct A1_Array_of__String * v18;
    Signed v19;
    struct S0_List_of__String * v20;
    struct String * v21;
    Signed v22;
    struct String * v23;
    Signed v24;
    Signed v25;
    Bool v26;
    Bool v27;
    Bool v28;
    Signed v29;
    struct A1_Array_of__String * v30;
    Signed v31;
    struct S0_List_of__String * v32;
    struct String * v33;
    Signed v34;
    struct String * v35;
    Signed v36;
    struct A1_Array_of__String * v37;
    struct S0_List_of__String * v38;
    Signed v39;
    struct String * v40;
    Signed v41;
    Signed v42;
    struct String * v43;
    struct String * v44;
    Signed v45;
    Signed v46;
    struct String * v47;
    struct String * v48;
    Signed v49;
    Signed v50;
    Signed v51;
    Signed v52;
    Signed v53;
    Signed v54;
    struct S23_ValueError * v55;
    struct S14_Object * v56;
    struct S23_ValueError * v57;
    struct S14_Object * v58;
    v0 = a0;
    v1 = a1;
    v2 = v1->length;
    v3 = v2;
    v4 = v3 == 0;
    v5 = v4;
    v6 = v5;
    if (v6) {
        goto block5;
    }
    v7 = v1;
    v8 = v0;
    goto block1;
  block1:
    ;
    v9 = f40_count(v8, v7);
    v10 = v9;
    v11 = (Signed)((Unsigned)v10 + (Unsigned)1);
    v12 = v11;
    v13 = rpy_malloc(sizeof(struct S0_List_of__String));
    v14 = v13;
    v15 = rpy_malloc_array(sizeof(struct A1_Array_of__String), offsetof(struct A1_Array_of__String, length), sizeof(struct String *), v12, 0);
    v16 = v15;
    v14->x_items = v16;
    v14->x_length = v12;
    v17 = 0;
    v18 = v16;
    v19 = v12;
    v20 = v14;
    v21 = v7;
    v22 = 0;
    v23 = v8;
    goto block2;
  block2:
    ;
    v24 = (Signed)((Unsigned)v19 - (Unsigned)1);
    v25 = v24;
    v26 = v17 < v25;
    v27 = v26;
    v28 = v27;
    if (v28) {
        v29 = v17;
        v30 = v18;
        v31 = v19;
        v32 = v20;
        v33 = v21;
        v34 = v22;
        v35 = v23;
        goto block4;
    }
    v36 = v17;
    v37 = v18;
    v38 = v20;
    v39 = v22;
    v40 = v23;
    goto block3;
  block3:
    ;
    v41 = v40->length;
    v42 = v41;
    v43 = f30_getslice(v40, v39, v42);
    v44 = v43;
    v37->items[v36] = v44;
    return v38;
  block4:
    ;
    v45 = f41_find(v35, v33, v34);
    v46 = v45;
    v47 = f30_getslice(v35, v34, v46);
    v48 = v47;
    v30->items[v29] = v48;
    v49 = v33->length;
    v50 = v49;
    v51 = (Signed)((Unsigned)v46 + (Unsigned)v50);
    v52 = v51;
    v53 = (Signed)((Unsigned)v29 + (Unsigned)1);
    v54 = v53;
    v17 = v54;
    v18 = v30;
    v19 = v31;
    v20 = v32;
    v21 = v33;
    v22 = v52;
    v23 = v35;
    goto block2;
  block5:
    ;
    v55 = rpy_malloc(sizeof(struct S23_ValueError));
    v56 = (struct S14_Object *)v55;
    v56->x_table = (struct S5_ClassTable *)&d16;
    v57 = v55;
    v58 = (struct S14_Object *)v57;
    rpy_raise(v58);
    return NULL;
}

struct S19_ListIterator * f16_iterate(struct S0_List_of__String * a0) {
    struct S0_List_of__String * v0;
    struct S19_ListIterator * v1;
    struct S19_ListIterator * v2;
    v0 = a0;
    v1 = rpy_malloc(sizeof(struct S19_ListIterator));
    v2 = v1;
    v2->x_source = v0;
    v2->x_index = 0;
    return v2;
}

Bool f17_iter_more(struct S19_ListIterator * a0) {
    struct S19_ListIterator * v0;
    Signed v1;
    Signed v2;
    struct S0_List_of__String * v3;
    struct S0_List_of__String * v4;
    Signed v5;
    Signed v6;
    Bool v7;
    Bool v8;
    v0 = a0;
    v1 = v0->x_index;
    v2 = v1;
    v3 = v0->x_source;
    v4 = v3;
    v5 = v4->x_length;
    v6 = v5;
    v7 = v2 < v6;
    v8 = v7;
    return v8;
}

struct S20_ListIterator * f18_iterate(struct S16_List_of__Tuple * a0) {
    struct S16_List_of__Tuple * v0;
    struct S20_ListIterator * v1;
    struct S20_ListIterator * v2;
    v0 = a0;
    v1 = rpy_malloc(sizeof(struct S20_ListIterator));
    v2 = v1;
    v2->x_source = v0;
    v2->x_index = 0;
    return v2;
}

Bool f19_iter_more(struct S20_ListIterator * a0) {
    struct S20_ListIterator * v0;
    Signed v1;
    Signed v2;
    struct S16_List_of__Tuple * v3;
    struct S16_List_of__Tuple * v4;
    Signed v5;
    Signed v6;
    Bool v7;
    Bool v8;
    v0 = a0;
    v1 = v0->x_index;
    v2 = v1;
    v3 = v0->x_source;
    v4 = v3;
    v5 = v4->x_length;
    v6 = v5;
    v7 = v2 < v6;
    v8 = v7;
    return v8;
}

struct S18_Tuple * f20_iter_next(struct S20_ListIterator * a0) {
    struct S20_ListIterator * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct S16_List_of__Tuple * v5;
    struct S16_List_of__Tuple * v6;
    struct A17_Array_of__Tuple * v7;
    struct A17_Array_of__Tuple * v8;
    struct S18_Tuple * v9;
    struct S18_Tuple * v10;
    v0 = a0;
    v1 = v0->x_index;
    v2 = v1;
    v3 = (Signed)((Unsigned)v2 + (Unsigned)1);
    v4 = v3;
    v0->x_index = v4;
    v5 = v0->x_source;
    v6 = v5;
    v7 = v6->x_items;
    v8 = v7;
    v9 = v8->items[v2];
    v10 = v9;
    return v10;
}

Signed f21_getitem(struct S11_Dict * a0, struct String * a1) {
    struct S11_Dict * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Bool v6;
    Bool v7;
    Bool v8;
    Signed v9;
    struct S11_Dict * v10;
    struct A12_Array_of__DictEntry * v11;
    struct A12_Array_of__DictEntry * v12;
    struct S13_DictEntry * v13;
    struct S13_DictEntry * v14;
    Signed v15;
    Signed v16;
    struct S24_KeyError * v17;
    struct S14_Object * v18;
    struct S24_KeyError * v19;
    struct S14_Object * v20;
    v0 = a0;
    v1 = a1;
    v2 = f42_hash_of(v1);
    v3 = v2;
    v4 = f43_lookup(v0, v1, v3);
    v5 = v4;
    v6 = v5 < 0;
    v7 = v6;
    v8 = v7;
    if (v8) {
        goto block2;
    }
    v9 = v5;
    v10 = v0;
    goto block1;
  block1:
    ;
    v11 = v10->x_entries;
    v12 = v11;
    v13 = v12->items[v9];
    v14 = v13;
    v15 = v14->x_value;
    v16 = v15;
    return v16;
  block2:
    ;
    v17 = rpy_malloc(sizeof(struct S24_KeyError));
    v18 = (struct S14_Object *)v17;
    v18->x_table = (struct S5_ClassTable *)&d17;
    v19 = v17;
    v20 = (struct S14_Object *)v19;
    rpy_raise(v20);
    return 0;
}

struct S10_Instruction * f22_getitem_nonneg(struct S8_List_of__Instruction * a0, Signed a1) {
    struct S8_List_of__Instruction * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Bool v4;
    Bool v5;
    Bool v6;
    Signed v7;
    struct S8_List_of__Instruction * v8;
    struct A9_Array_of__Instruction * v9;
    struct A9_Array_of__Instruction * v10;
    struct S10_Instruction * v11;
    struct S10_Instruction * v12;
    struct S21_IndexError * v13;
    struct S14_Object * v14;
    struct S21_IndexError * v15;
    struct S14_Object * v16;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v1 >= v3;
    v5 = v4;
    v6 = v5;
    if (v6) {
        goto block2;
    }
    v7 = v1;
    v8 = v0;
    goto block1;
  block1:
    ;
    v9 = v8->x_items;
    v10 = v9;
    v11 = v10->items[v7];
    v12 = v11;
    return v12;
  block2:
    ;
    v13 = rpy_malloc(sizeof(struct S21_IndexError));
    v14 = (struct S14_Object *)v13;
    v14->x_table = (struct S5_ClassTable *)&d14;
    v15 = v13;
    v16 = (struct S14_Object *)v15;
    rpy_raise(v16);
    return NULL;
}

struct String * f23_iter_next(struct S19_ListIterator * a0) {
    struct S19_ListIterator * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct S0_List_of__String * v5;
    struct S0_List_of__String * v6;
    struct A1_Array_of__String * v7;
    struct A1_Array_of__String * v8;
    struct String * v9;
    struct String * v10;
    v0 = a0;
    v1 = v0->x_index;
    v2 = v1;
    v3 = (Signed)((Unsigned)v2 + (Unsigned)1);
    v4 = v3;
    v0->x_index = v4;
    v5 = v0->x_source;
    v6 = v5;
    v7 = v6->x_items;
    v8 = v7;
    v9 = v8->items[v2];
    v10 = v9;
    return v10;
}

struct S0_List_of__String * f24_new(Signed a2) {
    Signed v0;
    struct S0_List_of__String * v1;
    struct S0_List_of__String * v2;
    struct A1_Array_of__String * v3;
    struct A1_Array_of__String * v4;
    v0 = a2;
    v1 = rpy_malloc(sizeof(struct S0_List_of__String));
    v2 = v1;
    v3 = rpy_malloc_array(sizeof(struct A1_Array_of__String), offsetof(struct A1_Array_of__String, length), sizeof(struct String *), v0, 0);
    v4 = v3;
    v2->x_items = v4;
    v2->x_length = v0;
    return v2;
}

struct String * f25_strip(struct String * a0) {
    struct String * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct String * v5;
    Bool v6;
    Bool v7;
    Bool v8;
    Signed v9;
    Signed v10;
    struct String * v11;
    Signed v12;
    Signed v13;
    struct String * v14;
    Signed v15;
    Signed v16;
    struct String * v17;
    Signed v18;
    Signed v19;
    struct String * v20;
    Bool v21;
    Bool v22;
    Bool v23;
    Signed v24;
    Signed v25;
    struct String * v26;
    Signed v27;
    Signed v28;
    struct String * v29;
    Signed v30;
    Signed v31;
    struct String * v32;
    struct String * v33;
    struct String * v34;
    Signed v35;
    Signed v36;
    Char v37;
    Char v38;
    Bool v39;
    Bool v40;
    Bool v41;
    Signed v42;
    Signed v43;
    struct String * v44;
    Signed v45;
    Signed v46;
    struct String * v47;
    Signed v48;
    Signed v49;
    Char v50;
    Char v51;
    Bool v52;
    Bool v53;
    Bool v54;
    Signed v55;
    Signed v56;
    struct String * v57;
    Signed v58;
    Signed v59;
    struct String * v60;
    Signed v61;
    Signed v62;
    v0 = a0;
    v1 = v0->length;
    v2 = v1;
    v3 = 0;
    v4 = v2;
    v5 = v0;
    goto block1;
  block1:
    ;
    v6 = v3 < v4;
    v7 = v6;
    v8 = v7;
    if (v8) {
        v9 = v3;
        v10 = v4;
        v11 = v5;
        goto block10;
    }
    v12 = v3;
    v13 = v4;
    v14 = v5;
    goto block2;
  block2:
    ;
    v15 = v12;
    v16 = v13;
    v17 = v14;
    goto block3;
  block3:
    ;
    v18 = v15;
    v19 = v16;
    v20 = v17;
    goto block4;
  block4:
    ;
    v21 = v18 < v19;
    v22 = v21;
    v23 = v22;
    if (v23) {
        v24 = v18;
        v25 = v19;
        v26 = v20;
        goto block7;
    }
    v27 = v18;
    v28 = v19;
    v29 = v20;
    goto block5;
  block5:
    ;
    v30 = v27;
    v31 = v28;
    v32 = v29;
    goto block6;
  block6:
    ;
    v33 = f30_getslice(v32, v30, v31);
    v34 = v33;
    return v34;
  block7:
    ;
    v35 = (Signed)((Unsigned)v25 - (Unsigned)1);
    v36 = v35;
    v37 = v26->items[v36];
    v38 = v37;
    v39 = f39_is_space(v38);
    v40 = v39;
    v41 = v40;
    if (v41) {
        v42 = v24;
        v43 = v25;
        v44 = v26;
        goto block9;
    }
    v45 = v24;
    v46 = v25;
    v47 = v26;
    goto block8;
  block8:
    ;
    v30 = v45;
    v31 = v46;
    v32 = v47;
    goto block6;
  block9:
    ;
    v48 = (Signed)((Unsigned)v43 - (Unsigned)1);
    v49 = v48;
    v18 = v42;
    v19 = v49;
    v20 = v44;
    goto block4;
  block10:
    ;
    v50 = v11->items[v9];
    v51 = v50;
    v52 = f39_is_space(v51);
    v53 = v52;
    v54 = v53;
    if (v54) {
        v55 = v9;
        v56 = v10;
        v57 = v11;
        goto block12;
    }
    v58 = v9;
    v59 = v10;
    v60 = v11;
    goto block11;
  block11:
    ;
    v15 = v58;
    v16 = v59;
    v17 = v60;
    goto block3;
  block12:
    ;
    v61 = (Signed)((Unsigned)v55 + (Unsigned)1);
    v62 = v61;
    v3 = v62;
    v4 = v56;
    v5 = v57;
    goto block1;
}

Bool f26_list_truth(struct S0_List_of__String * a0) {
    struct S0_List_of__String * v0;
    Bool v1;
    Bool v2;
    Bool v3;
    Bool v4;
    Bool v5;
    Bool v6;
    struct S0_List_of__String * v7;
    Bool v8;
    Bool v9;
    Signed v10;
    Signed v11;
    Bool v12;
    Bool v13;
    v0 = a0;
    v1 = v0 != NULL;
    v2 = !v1;
    v3 = v2;
    v4 = !v3;
    v5 = v4;
    v6 = v5;
    if (v6) {
        v7 = v0;
        goto block3;
    }
    v8 = v5;
    goto block1;
  block1:
    ;
    v9 = v8;
    goto block2;
  block2:
    ;
    return v9;
  block3:
    ;
    v10 = v7->x_length;
    v11 = v10;
    v12 = v11 != 0;
    v13 = v12;
    v9 = v13;
    goto block2;
}

Bool f27_endswith(struct String * a0, struct String * a1) {
    struct String * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    struct String * v12;
    Signed v13;
    struct String * v14;
    Signed v15;
    Signed v16;
    Bool v17;
    Bool v18;
    v0 = a0;
    v1 = a1;
    v2 = v1->length;
    v3 = v2;
    v4 = v0->length;
    v5 = v4;
    v6 = (Signed)((Unsigned)v5 - (Unsigned)v3);
    v7 = v6;
    v8 = v7 < 0;
    v9 = v8;
    v10 = v9;
    if (v10) {
        goto block2;
    }
    v11 = v3;
    v12 = v1;
    v13 = v7;
    v14 = v0;
    goto block1;
  block1:
    ;
    v15 = rpy_compare_chars(v14, v13, v12, 0, v11);
    v16 = v15;
    v17 = v16 == 0;
    v18 = v17;
    return v18;
  block2:
    ;
    return 0;
}

void f28_add(struct S4_Program * a0, Signed a1, Signed a2, Signed a3, Signed a4) {
    struct S4_Program * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct S8_List_of__Instruction * v5;
    struct S8_List_of__Instruction * v6;
    struct S10_Instruction * v7;
    struct S14_Object * v8;
    struct S10_Instruction * v9;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = a3;
    v4 = a4;
    v5 = v0->x_f_instructions;
    v6 = v5;
    v7 = rpy_malloc(sizeof(struct S10_Instruction));
    v8 = (struct S14_Object *)v7;
    v8->x_table = (struct S5_ClassTable *)&d20;
    f44___init__(v7, v1, v2, v3, v4);
    v9 = v7;
    f45_append(v6, v9);
    return;
}

void f29_append(struct S16_List_of__Tuple * a0, struct S18_Tuple * a1) {
    struct S16_List_of__Tuple * v0;
    struct S18_Tuple * v1;
    Signed v2;
    Signed v3;
    struct A17_Array_of__Tuple * v4;
    struct A17_Array_of__Tuple * v5;
    Signed v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    struct S16_List_of__Tuple * v12;
    struct S18_Tuple * v13;
    Signed v14;
    struct S16_List_of__Tuple * v15;
    struct S18_Tuple * v16;
    Signed v17;
    struct S16_List_of__Tuple * v18;
    struct S18_Tuple * v19;
    struct A17_Array_of__Tuple * v20;
    struct A17_Array_of__Tuple * v21;
    Signed v22;
    Signed v23;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v0->x_items;
    v5 = v4;
    v6 = v5->length;
    v7 = v6;
    v8 = v3 == v7;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v3;
        v12 = v0;
        v13 = v1;
        goto block3;
    }
    v14 = v3;
    v15 = v0;
    v16 = v1;
    goto block1;
  block1:
    ;
    v17 = v14;
    v18 = v15;
    v19 = v16;
    goto block2;
  block2:
    ;
    v20 = v18->x_items;
    v21 = v20;
    v21->items[v17] = v19;
    v22 = (Signed)((Unsigned)v17 + (Unsigned)1);
    v23 = v22;
    v18->x_length = v23;
    return;
  block3:
    ;
    f46_grow(v12);
    v17 = v11;
    v18 = v12;
    v19 = v13;
    goto block2;
}

struct String * f30_getslice(struct String * a0, Signed a1, Signed a2) {
    struct String * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Bool v5;
    Bool v6;
    Bool v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct String * v11;
    Signed v12;
    Signed v13;
    Signed v14;
    struct String * v15;
    Signed v16;
    Signed v17;
    Signed v18;
    struct String * v19;
    Bool v20;
    Bool v21;
    Bool v22;
    Signed v23;
    Signed v24;
    Signed v25;
    struct String * v26;
    Signed v27;
    Signed v28;
    Signed v29;
    struct String * v30;
    Signed v31;
    Signed v32;
    Signed v33;
    struct String * v34;
    Bool v35;
    Bool v36;
    Bool v37;
    Signed v38;
    Signed v39;
    struct String * v40;
    Signed v41;
    Signed v42;
    struct String * v43;
    Signed v44;
    Signed v45;
    struct String * v46;
    Bool v47;
    Bool v48;
    Bool v49;
    Signed v50;
    struct String * v51;
    Signed v52;
    Signed v53;
    struct String * v54;
    Signed v55;
    Signed v56;
    struct String * v57;
    Signed v58;
    Signed v59;
    struct String * v60;
    struct String * v61;
    Signed v62;
    Signed v63;
    Signed v64;
    Signed v65;
    Signed v66;
    Signed v67;
    Bool v68;
    Bool v69;
    Bool v70;
    Signed v71;
    Signed v72;
    struct String * v73;
    Signed v74;
    Signed v75;
    Signed v76;
    struct String * v77;
    Signed v78;
    Signed v79;
    Signed v80;
    struct String * v81;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = v0->length;
    v4 = v3;
    v5 = v1 < 0;
    v6 = v5;
    v7 = v6;
    if (v7) {
        v8 = v4;
        v9 = v1;
        v10 = v2;
        v11 = v0;
        goto block12;
    }
    v12 = v4;
    v13 = v1;
    v14 = v2;
    v15 = v0;
    goto block1;
  block1:
    ;
    v16 = v12;
    v17 = v13;
    v18 = v14;
    v19 = v15;
    goto block2;
  block2:
    ;
    v20 = v18 < 0;
    v21 = v20;
    v22 = v21;
    if (v22) {
        v23 = v16;
        v24 = v17;
        v25 = v18;
        v26 = v19;
        goto block11;
    }
    v27 = v16;
    v28 = v17;
    v29 = v18;
    v30 = v19;
    goto block3;
  block3:
    ;
    v31 = v27;
    v32 = v28;
    v33 = v29;
    v34 = v30;
    goto block4;
  block4:
    ;
    v35 = v33 > v31;
    v36 = v35;
    v37 = v36;
    if (v37) {
        v38 = v31;
        v39 = v32;
        v40 = v34;
        goto block10;
    }
    v41 = v32;
    v42 = v33;
    v43 = v34;
    goto block5;
  block5:
    ;
    v44 = v41;
    v45 = v42;
    v46 = v43;
    goto block6;
  block6:
    ;
    v47 = v45 < v44;
    v48 = v47;
    v49 = v48;
    if (v49) {
        v50 = v44;
        v51 = v46;
        goto block9;
    }
    v52 = v44;
    v53 = v45;
    v54 = v46;
    goto block7;
  block7:
    ;
    v55 = v52;
    v56 = v53;
    v57 = v54;
    goto block8;
  block8:
    ;
    v58 = (Signed)((Unsigned)v56 - (Unsigned)v55);
    v59 = v58;
    v60 = rpy_malloc_array(sizeof(struct String), offsetof(struct String, length), sizeof(Char), v59, 1);
    v61 = v60;
    v62 = (Signed)((Unsigned)v56 - (Unsigned)v55);
    v63 = v62;
    rpy_copy_chars(v61, 0, v57, v55, v63);
    return v61;
  block9:
    ;
    v55 = v50;
    v56 = v50;
    v57 = v51;
    goto block8;
  block10:
    ;
    v44 = v39;
    v45 = v38;
    v46 = v40;
    goto block6;
  block11:
    ;
    v64 = (Signed)((Unsigned)v25 + (Unsigned)v23);
    v65 = v64;
    v31 = v23;
    v32 = v24;
    v33 = v65;
    v34 = v26;
    goto block4;
  block12:
    ;
    v66 = (Signed)((Unsigned)v9 + (Unsigned)v8);
    v67 = v66;
    v68 = v67 < 0;
    v69 = v68;
    v70 = v69;
    if (v70) {
        v71 = v8;
        v72 = v10;
        v73 = v11;
        goto block15;
    }
    v74 = v8;
    v75 = v67;
    v76 = v10;
    v77 = v11;
    goto block13;
  block13:
    ;
    v78 = v74;
    v79 = v75;
    v80 = v76;
    v81 = v77;
    goto block14;
  block14:
    ;
    v16 = v78;
    v17 = v79;
    v18 = v80;
    v19 = v81;
    goto block2;
  block15:
    ;
    v78 = v71;
    v79 = 0;
    v80 = v72;
    v81 = v73;
    goto block14;
}

void f31_setitem(struct S11_Dict * a0, struct String * a1, Signed a2) {
    struct S11_Dict * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Bool v7;
    Bool v8;
    Bool v9;
    Signed v10;
    struct S11_Dict * v11;
    Signed v12;
    Signed v13;
    struct String * v14;
    struct S11_Dict * v15;
    Signed v16;
    Signed v17;
    Signed v18;
    struct A12_Array_of__DictEntry * v19;
    struct A12_Array_of__DictEntry * v20;
    Signed v21;
    Signed v22;
    Bool v23;
    Bool v24;
    Bool v25;
    Signed v26;
    struct String * v27;
    struct S11_Dict * v28;
    Signed v29;
    Signed v30;
    struct String * v31;
    struct S11_Dict * v32;
    Signed v33;
    Signed v34;
    struct String * v35;
    struct S11_Dict * v36;
    Signed v37;
    struct A7_Array_of_Signed * v38;
    struct A7_Array_of_Signed * v39;
    Signed v40;
    Signed v41;
    Signed v42;
    Signed v43;
    Signed v44;
    Signed v45;
    Signed v46;
    Signed v47;
    struct String * v48;
    Signed v49;
    struct A7_Array_of_Signed * v50;
    struct S11_Dict * v51;
    Signed v52;
    Signed v53;
    Signed v54;
    Bool v55;
    Bool v56;
    Bool v57;
    Signed v58;
    Signed v59;
    struct String * v60;
    Signed v61;
    struct A7_Array_of_Signed * v62;
    struct S11_Dict * v63;
    Signed v64;
    Signed v65;
    Signed v66;
    struct String * v67;
    struct A7_Array_of_Signed * v68;
    struct S11_Dict * v69;
    Signed v70;
    struct S13_DictEntry * v71;
    struct S13_DictEntry * v72;
    Signed v73;
    Signed v74;
    Signed v75;
    Signed v76;
    struct A12_Array_of__DictEntry * v77;
    struct A12_Array_of__DictEntry * v78;
    Signed v79;
    Signed v80;
    Signed v81;
    Signed v82;
    Signed v83;
    Signed v84;
    Signed v85;
    Signed v86;
    Signed v87;
    Signed v88;
    Signed v89;
    Signed v90;
    Signed v91;
    Signed v92;
    Signed v93;
    struct String * v94;
    struct S11_Dict * v95;
    Signed v96;
    struct A12_Array_of__DictEntry * v97;
    struct A12_Array_of__DictEntry * v98;
    struct S13_DictEntry * v99;
    struct S13_DictEntry * v100;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = f42_hash_of(v1);
    v4 = v3;
    v5 = f43_lookup(v0, v1, v4);
    v6 = v5;
    v7 = v6 >= 0;
    v8 = v7;
    v9 = v8;
    if (v9) {
        v10 = v6;
        v11 = v0;
        v12 = v2;
        goto block9;
    }
    v13 = v4;
    v14 = v1;
    v15 = v0;
    v16 = v2;
    goto block1;
  block1:
    ;
    v17 = v15->x_used;
    v18 = v17;
    v19 = v15->x_entries;
    v20 = v19;
    v21 = v20->length;
    v22 = v21;
    v23 = v18 == v22;
    v24 = v23;
    v25 = v24;
    if (v25) {
        v26 = v13;
        v27 = v14;
        v28 = v15;
        v29 = v16;
        goto block7;
    }
    v30 = v13;
    v31 = v14;
    v32 = v15;
    v33 = v16;
    goto block2;
  block2:
    ;
    v34 = v30;
    v35 = v31;
    v36 = v32;
    v37 = v33;
    goto block3;
  block3:
    ;
    v38 = v36->x_table;
    v39 = v38;
    v40 = v39->length;
    v41 = v40;
    v42 = (Signed)((Unsigned)v41 - (Unsigned)1);
    v43 = v42;
    v44 = v34 & v43;
    v45 = v44;
    v46 = v45;
    v47 = v34;
    v48 = v35;
    v49 = v43;
    v50 = v39;
    v51 = v36;
    v52 = v37;
    goto block4;
  block4:
    ;
    v53 = v50->items[v46];
    v54 = v53;
    v55 = v54 > 1;
    v56 = v55;
    v57 = v56;
    if (v57) {
        v58 = v46;
        v59 = v47;
        v60 = v48;
        v61 = v49;
        v62 = v50;
        v63 = v51;
        v64 = v52;
        goto block6;
    }
    v65 = v46;
    v66 = v47;
    v67 = v48;
    v68 = v50;
    v69 = v51;
    v70 = v52;
    goto block5;
  block5:
    ;
    v71 = rpy_malloc(sizeof(struct S13_DictEntry));
    v72 = v71;
    v72->x_key = v67;
    v72->x_value = v70;
    v72->x_code = v66;
    v73 = v69->x_used;
    v74 = v73;
    v75 = (Signed)((Unsigned)v74 + (Unsigned)2);
    v76 = v75;
    v68->items[v65] = v76;
    v77 = v69->x_entries;
    v78 = v77;
    v79 = v69->x_used;
    v80 = v79;
    v78->items[v80] = v72;
    v81 = v69->x_used;
    v82 = v81;
    v83 = (Signed)((Unsigned)v82 + (Unsigned)1);
    v84 = v83;
    v69->x_used = v84;
    v85 = v69->x_live;
    v86 = v85;
    v87 = (Signed)((Unsigned)v86 + (Unsigned)1);
    v88 = v87;
    v69->x_live = v88;
    return;
  block6:
    ;
    v89 = (Signed)((Unsigned)v58 + (Unsigned)1);
    v90 = v89;
    v91 = v90 & v61;
    v92 = v91;
    v46 = v92;
    v47 = v59;
    v48 = v60;
    v49 = v61;
    v50 = v62;
    v51 = v63;
    v52 = v64;
    goto block4;
  block7:
    ;
    f47_resize(v28);
    if (rpy_exception != NULL) {
        return;
    }
    v93 = v26;
    v94 = v27;
    v95 = v28;
    v96 = v29;
    goto block8;
  block8:
    ;
    v34 = v93;
    v35 = v94;
    v36 = v95;
    v37 = v96;
    goto block3;
  block9:
    ;
    v97 = v11->x_entries;
    v98 = v97;
    v99 = v98->items[v10];
    v100 = v99;
    v100->x_value = v12;
    return;
}

Bool f32_is_empty(struct String * a0) {
    struct String * v0;
    Bool v1;
    Bool v2;
    Bool v3;
    Bool v4;
    Bool v5;
    struct String * v6;
    Signed v7;
    Signed v8;
    Bool v9;
    Bool v10;
    Bool v11;
    v0 = a0;
    v1 = v0 != NULL;
    v2 = !v1;
    v3 = v2;
    v4 = v3;
    if (v4) {
        v5 = v3;
        goto block3;
    }
    v6 = v0;
    goto block1;
  block1:
    ;
    v7 = v6->length;
    v8 = v7;
    v9 = v8 == 0;
    v10 = v9;
    v11 = v10;
    goto block2;
  block2:
    ;
    return v11;
  block3:
    ;
    v11 = v5;
    goto block2;
}

void f33_append(struct S0_List_of__String * a0, struct String * a1) {
    struct S0_List_of__String * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    struct A1_Array_of__String * v4;
    struct A1_Array_of__String * v5;
    Signed v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    struct S0_List_of__String * v12;
    struct String * v13;
    Signed v14;
    struct S0_List_of__String * v15;
    struct String * v16;
    Signed v17;
    struct S0_List_of__String * v18;
    struct String * v19;
    struct A1_Array_of__String * v20;
    struct A1_Array_of__String * v21;
    Signed v22;
    Signed v23;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v0->x_items;
    v5 = v4;
    v6 = v5->length;
    v7 = v6;
    v8 = v3 == v7;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v3;
        v12 = v0;
        v13 = v1;
        goto block3;
    }
    v14 = v3;
    v15 = v0;
    v16 = v1;
    goto block1;
  block1:
    ;
    v17 = v14;
    v18 = v15;
    v19 = v16;
    goto block2;
  block2:
    ;
    v20 = v18->x_items;
    v21 = v20;
    v21->items[v17] = v19;
    v22 = (Signed)((Unsigned)v17 + (Unsigned)1);
    v23 = v22;
    v18->x_length = v23;
    return;
  block3:
    ;
    f48_grow(v12);
    v17 = v11;
    v18 = v12;
    v19 = v13;
    goto block2;
}

Bool f34_contains(struct S11_Dict * a0, struct String * a1) {
    struct S11_Dict * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Bool v6;
    Bool v7;
    v0 = a0;
    v1 = a1;
    v2 = f42_hash_of(v1);
    v3 = v2;
    v4 = f43_lookup(v0, v1, v3);
    v5 = v4;
    v6 = v5 >= 0;
    v7 = v6;
    return v7;
}

Bool f35_all_are(struct String * a0) {
    struct String * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    struct String * v5;
    Bool v6;
    Bool v7;
    Bool v8;
    Signed v9;
    Signed v10;
    struct String * v11;
    Signed v12;
    Bool v13;
    Bool v14;
    Char v15;
    Char v16;
    Bool v17;
    Bool v18;
    Bool v19;
    Signed v20;
    Signed v21;
    struct String * v22;
    Signed v23;
    Signed v24;
    v0 = a0;
    v1 = v0->length;
    v2 = v1;
    v3 = 0;
    v4 = v2;
    v5 = v0;
    goto block1;
  block1:
    ;
    v6 = v3 < v4;
    v7 = v6;
    v8 = v7;
    if (v8) {
        v9 = v3;
        v10 = v4;
        v11 = v5;
        goto block3;
    }
    v12 = v4;
    goto block2;
  block2:
    ;
    v13 = v12 > 0;
    v14 = v13;
    return v14;
  block3:
    ;
    v15 = v11->items[v9];
    v16 = v15;
    v17 = f38_is_digit(v16);
    v18 = v17;
    v19 = v18;
    if (v19) {
        v20 = v9;
        v21 = v10;
        v22 = v11;
        goto block5;
    }
    goto block4;
  block4:
    ;
    return 0;
  block5:
    ;
    v23 = (Signed)((Unsigned)v20 + (Unsigned)1);
    v24 = v23;
    v3 = v24;
    v4 = v21;
    v5 = v22;
    goto block1;
}

void f36_append(struct S6_List_of_Signed * a0, Signed a1) {
    struct S6_List_of_Signed * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    struct A7_Array_of_Signed * v4;
    struct A7_Array_of_Signed * v5;
    Signed v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    struct S6_List_of_Signed * v12;
    Signed v13;
    Signed v14;
    struct S6_List_of_Signed * v15;
    Signed v16;
    Signed v17;
    struct S6_List_of_Signed * v18;
    Signed v19;
    struct A7_Array_of_Signed * v20;
    struct A7_Array_of_Signed * v21;
    Signed v22;
    Signed v23;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v0->x_items;
    v5 = v4;
    v6 = v5->length;
    v7 = v6;
    v8 = v3 == v7;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v3;
        v12 = v0;
        v13 = v1;
        goto block3;
    }
    v14 = v3;
    v15 = v0;
    v16 = v1;
    goto block1;
  block1:
    ;
    v17 = v14;
    v18 = v15;
    v19 = v16;
    goto block2;
  block2:
    ;
    v20 = v18->x_items;
    v21 = v20;
    v21->items[v17] = v19;
    v22 = (Signed)((Unsigned)v17 + (Unsigned)1);
    v23 = v22;
    v18->x_length = v23;
    return;
  block3:
    ;
    f49_grow(v12);
    v17 = v11;
    v18 = v12;
    v19 = v13;
    goto block2;
}

Signed f37_getitem_nonneg(struct S6_List_of_Signed * a0, Signed a1) {
    struct S6_List_of_Signed * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Bool v4;
    Bool v5;
    Bool v6;
    Signed v7;
    struct S6_List_of_Signed * v8;
    struct A7_Array_of_Signed * v9;
    struct A7_Array_of_Signed * v10;
    Signed v11;
    Signed v12;
    struct S21_IndexError * v13;
    struct S14_Object * v14;
    struct S21_IndexError * v15;
    struct S14_Object * v16;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v1 >= v3;
    v5 = v4;
    v6 = v5;
    if (v6) {
        goto block2;
    }
    v7 = v1;
    v8 = v0;
    goto block1;
  block1:
    ;
    v9 = v8->x_items;
    v10 = v9;
    v11 = v10->items[v7];
    v12 = v11;
    return v12;
  block2:
    ;
    v13 = rpy_malloc(sizeof(struct S21_IndexError));
    v14 = (struct S14_Object *)v13;
    v14->x_table = (struct S5_ClassTable *)&d14;
    v15 = v13;
    v16 = (struct S14_Object *)v15;
    rpy_raise(v16);
    return 0;
}

Bool f38_is_digit(Char a0) {
    Char v0;
    Bool v1;
    Bool v2;
    Bool v3;
    Char v4;
    Bool v5;
    Bool v6;
    Bool v7;
    Bool v8;
    v0 = a0;
    v1 = 48 <= v0;
    v2 = v1;
    v3 = v2;
    if (v3) {
        v4 = v0;
        goto block3;
    }
    v5 = v2;
    goto block1;
  block1:
    ;
    v6 = v5;
    goto block2;
  block2:
    ;
    return v6;
  block3:
    ;
    v7 = v4 <= 57;
    v8 = v7;
    v6 = v8;
    goto block2;
}

Bool f39_is_space(Char a0) {
    Char v0;
    Signed v1;
    Signed v2;
    Bool v3;
    Bool v4;
    Bool v5;
    Bool v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    Bool v12;
    Bool v13;
    Bool v14;
    Bool v15;
    Bool v16;
    v0 = a0;
    v1 = (Signed)v0;
    v2 = v1;
    v3 = v2 == 32;
    v4 = v3;
    v5 = v4;
    if (v5) {
        v6 = v4;
        goto block6;
    }
    v7 = v2;
    goto block1;
  block1:
    ;
    v8 = 9 <= v7;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v7;
        goto block5;
    }
    v12 = v9;
    goto block2;
  block2:
    ;
    v13 = v12;
    goto block3;
  block3:
    ;
    v14 = v13;
    goto block4;
  block4:
    ;
    return v14;
  block5:
    ;
    v15 = v11 <= 13;
    v16 = v15;
    v13 = v16;
    goto block3;
  block6:
    ;
    v14 = v6;
    goto block4;
}

Signed f40_count(struct String * a0, struct String * a1) {
    struct String * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    struct String * v6;
    struct String * v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    Signed v12;
    struct String * v13;
    struct String * v14;
    Signed v15;
    Signed v16;
    Signed v17;
    Signed v18;
    Signed v19;
    Signed v20;
    Signed v21;
    Signed v22;
    Signed v23;
    v0 = a0;
    v1 = a1;
    v2 = f41_find(v0, v1, 0);
    v3 = v2;
    v4 = v3;
    v5 = 0;
    v6 = v1;
    v7 = v0;
    goto block1;
  block1:
    ;
    v8 = v4 >= 0;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v4;
        v12 = v5;
        v13 = v6;
        v14 = v7;
        goto block3;
    }
    v15 = v5;
    goto block2;
  block2:
    ;
    return v15;
  block3:
    ;
    v16 = (Signed)((Unsigned)v12 + (Unsigned)1);
    v17 = v16;
    v18 = v13->length;
    v19 = v18;
    v20 = (Signed)((Unsigned)v11 + (Unsigned)v19);
    v21 = v20;
    v22 = f41_find(v14, v13, v21);
    v23 = v22;
    v4 = v23;
    v5 = v17;
    v6 = v13;
    v7 = v14;
    goto block1;
}

Signed f41_find(struct String * a0, struct String * a1, Signed a2) {
    struct String * v0;
    struct String * v1;
    Signed v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    Signed v11;
    struct String * v12;
    struct String * v13;
    Bool v14;
    Bool v15;
    Bool v16;
    Signed v17;
    Signed v18;
    Signed v19;
    struct String * v20;
    struct String * v21;
    Signed v22;
    Signed v23;
    Bool v24;
    Bool v25;
    Bool v26;
    Signed v27;
    Signed v28;
    Signed v29;
    Signed v30;
    struct String * v31;
    struct String * v32;
    Signed v33;
    Signed v34;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = v1->length;
    v4 = v3;
    v5 = v0->length;
    v6 = v5;
    v7 = (Signed)((Unsigned)v6 - (Unsigned)v4);
    v8 = v7;
    v9 = v2;
    v10 = v8;
    v11 = v4;
    v12 = v1;
    v13 = v0;
    goto block1;
  block1:
    ;
    v14 = v9 <= v10;
    v15 = v14;
    v16 = v15;
    if (v16) {
        v17 = v9;
        v18 = v10;
        v19 = v11;
        v20 = v12;
        v21 = v13;
        goto block3;
    }
    goto block2;
  block2:
    ;
    return -1;
  block3:
    ;
    v22 = rpy_compare_chars(v21, v17, v20, 0, v19);
    v23 = v22;
    v24 = v23 == 0;
    v25 = v24;
    v26 = v25;
    if (v26) {
        v27 = v17;
        goto block5;
    }
    v28 = v17;
    v29 = v18;
    v30 = v19;
    v31 = v20;
    v32 = v21;
    goto block4;
  block4:
    ;
    v33 = (Signed)((Unsigned)v28 + (Unsigned)1);
    v34 = v33;
    v9 = v34;
    v10 = v29;
    v11 = v30;
    v12 = v31;
    v13 = v32;
    goto block1;
  block5:
    ;
    return v27;
}

Signed f42_hash_of(struct String * a0) {
    struct String * v0;
    Signed v1;
    Signed v2;
    Bool v3;
    Bool v4;
    Bool v5;
    struct String * v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    Signed v11;
    Signed v12;
    Signed v13;
    struct String * v14;
    Bool v15;
    Bool v16;
    Bool v17;
    Signed v18;
    Signed v19;
    Signed v20;
    struct String * v21;
    Signed v22;
    struct String * v23;
    Bool v24;
    Bool v25;
    Bool v26;
    struct String * v27;
    Signed v28;
    struct String * v29;
    Signed v30;
    struct String * v31;
    Signed v32;
    Signed v33;
    Char v34;
    Char v35;
    Signed v36;
    Signed v37;
    Signed v38;
    Signed v39;
    Signed v40;
    Signed v41;
    v0 = a0;
    v1 = v0->x_hash;
    v2 = v1;
    v3 = v2 == 0;
    v4 = v3;
    v5 = v4;
    if (v5) {
        v6 = v0;
        goto block3;
    }
    v7 = v2;
    goto block1;
  block1:
    ;
    v8 = v7;
    goto block2;
  block2:
    ;
    return v8;
  block3:
    ;
    v9 = v6->length;
    v10 = v9;
    v11 = 0;
    v12 = v10;
    v13 = v10;
    v14 = v6;
    goto block4;
  block4:
    ;
    v15 = v11 < v12;
    v16 = v15;
    v17 = v16;
    if (v17) {
        v18 = v11;
        v19 = v12;
        v20 = v13;
        v21 = v14;
        goto block9;
    }
    v22 = v13;
    v23 = v14;
    goto block5;
  block5:
    ;
    v24 = v22 == 0;
    v25 = v24;
    v26 = v25;
    if (v26) {
        v27 = v23;
        goto block8;
    }
    v28 = v22;
    v29 = v23;
    goto block6;
  block6:
    ;
    v30 = v28;
    v31 = v29;
    goto block7;
  block7:
    ;
    v31->x_hash = v30;
    v8 = v30;
    goto block2;
  block8:
    ;
    v30 = 1;
    v31 = v27;
    goto block7;
  block9:
    ;
    v32 = (Signed)((Unsigned)v20 * (Unsigned)1000003);
    v33 = v32;
    v34 = v21->items[v18];
    v35 = v34;
    v36 = (Signed)v35;
    v37 = v36;
    v38 = v33 ^ v37;
    v39 = v38;
    v40 = (Signed)((Unsigned)v18 + (Unsigned)1);
    v41 = v40;
    v11 = v41;
    v12 = v19;
    v13 = v39;
    v14 = v21;
    goto block4;
}

Signed f43_lookup(struct S11_Dict * a0, struct String * a1, Signed a2) {
    struct S11_Dict * v0;
    struct String * v1;
    Signed v2;
    struct A7_Array_of_Signed * v3;
    struct A7_Array_of_Signed * v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct A12_Array_of__DictEntry * v11;
    struct A12_Array_of__DictEntry * v12;
    Signed v13;
    Signed v14;
    struct A12_Array_of__DictEntry * v15;
    struct String * v16;
    Signed v17;
    struct A7_Array_of_Signed * v18;
    Signed v19;
    Signed v20;
    Signed v21;
    Signed v22;
    Bool v23;
    Bool v24;
    Bool v25;
    Signed v26;
    Signed v27;
    struct A12_Array_of__DictEntry * v28;
    struct String * v29;
    Signed v30;
    Signed v31;
    struct A7_Array_of_Signed * v32;
    Signed v33;
    Signed v34;
    struct A12_Array_of__DictEntry * v35;
    struct String * v36;
    Signed v37;
    Signed v38;
    struct A7_Array_of_Signed * v39;
    Bool v40;
    Bool v41;
    Bool v42;
    Signed v43;
    Signed v44;
    struct A12_Array_of__DictEntry * v45;
    struct String * v46;
    Signed v47;
    struct A7_Array_of_Signed * v48;
    Signed v49;
    Signed v50;
    struct A12_Array_of__DictEntry * v51;
    struct String * v52;
    Signed v53;
    struct A7_Array_of_Signed * v54;
    Signed v55;
    Signed v56;
    Signed v57;
    Signed v58;
    struct S13_DictEntry * v59;
    struct S13_DictEntry * v60;
    Signed v61;
    Signed v62;
    Bool v63;
    Bool v64;
    Bool v65;
    Signed v66;
    Signed v67;
    struct A12_Array_of__DictEntry * v68;
    struct S13_DictEntry * v69;
    struct String * v70;
    Signed v71;
    Signed v72;
    struct A7_Array_of_Signed * v73;
    Signed v74;
    Signed v75;
    struct A12_Array_of__DictEntry * v76;
    struct String * v77;
    Signed v78;
    struct A7_Array_of_Signed * v79;
    Signed v80;
    Signed v81;
    struct A12_Array_of__DictEntry * v82;
    struct String * v83;
    Signed v84;
    struct A7_Array_of_Signed * v85;
    struct String * v86;
    struct String * v87;
    Bool v88;
    Bool v89;
    Bool v90;
    Signed v91;
    Signed v92;
    Signed v93;
    struct A12_Array_of__DictEntry * v94;
    struct String * v95;
    Signed v96;
    struct A7_Array_of_Signed * v97;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = v0->x_table;
    v4 = v3;
    v5 = v4->length;
    v6 = v5;
    v7 = (Signed)((Unsigned)v6 - (Unsigned)1);
    v8 = v7;
    v9 = v2 & v8;
    v10 = v9;
    v11 = v0->x_entries;
    v12 = v11;
    v13 = v10;
    v14 = v2;
    v15 = v12;
    v16 = v1;
    v17 = v8;
    v18 = v4;
    goto block1;
  block1:
    ;
    v19 = v18->items[v13];
    v20 = v19;
    v21 = (Signed)((Unsigned)v20 - (Unsigned)2);
    v22 = v21;
    v23 = v22 >= 0;
    v24 = v23;
    v25 = v24;
    if (v25) {
        v26 = v13;
        v27 = v14;
        v28 = v15;
        v29 = v16;
        v30 = v17;
        v31 = v22;
        v32 = v18;
        goto block6;
    }
    v33 = v13;
    v34 = v14;
    v35 = v15;
    v36 = v16;
    v37 = v17;
    v38 = v22;
    v39 = v18;
    goto block2;
  block2:
    ;
    v40 = v38 == (-2);
    v41 = v40;
    v42 = v41;
    if (v42) {
        goto block5;
    }
    v43 = v33;
    v44 = v34;
    v45 = v35;
    v46 = v36;
    v47 = v37;
    v48 = v39;
    goto block3;
  block3:
    ;
    v49 = v43;
    v50 = v44;
    v51 = v45;
    v52 = v46;
    v53 = v47;
    v54 = v48;
    goto block4;
  block4:
    ;
    v55 = (Signed)((Unsigned)v49 + (Unsigned)1);
    v56 = v55;
    v57 = v56 & v53;
    v58 = v57;
    v13 = v58;
    v14 = v50;
    v15 = v51;
    v16 = v52;
    v17 = v53;
    v18 = v54;
    goto block1;
  block5:
    ;
    return -1;
  block6:
    ;
    v59 = v28->items[v31];
    v60 = v59;
    v61 = v60->x_code;
    v62 = v61;
    v63 = v62 == v27;
    v64 = v63;
    v65 = v64;
    if (v65) {
        v66 = v26;
        v67 = v27;
        v68 = v28;
        v69 = v60;
        v70 = v29;
        v71 = v30;
        v72 = v31;
        v73 = v32;
        goto block9;
    }
    v74 = v26;
    v75 = v27;
    v76 = v28;
    v77 = v29;
    v78 = v30;
    v79 = v32;
    goto block7;
  block7:
    ;
    v80 = v74;
    v81 = v75;
    v82 = v76;
    v83 = v77;
    v84 = v78;
    v85 = v79;
    goto block8;
  block8:
    ;
    v49 = v80;
    v50 = v81;
    v51 = v82;
    v52 = v83;
    v53 = v84;
    v54 = v85;
    goto block4;
  block9:
    ;
    v86 = v69->x_key;
    v87 = v86;
    v88 = f10_equal(v87, v70);
    v89 = v88;
    v90 = v89;
    if (v90) {
        v91 = v72;
        goto block11;
    }
    v92 = v66;
    v93 = v67;
    v94 = v68;
    v95 = v70;
    v96 = v71;
    v97 = v73;
    goto block10;
  block10:
    ;
    v80 = v92;
    v81 = v93;
    v82 = v94;
    v83 = v95;
    v84 = v96;
    v85 = v97;
    goto block8;
  block11:
    ;
    return v91;
}

void f44___init__(struct S10_Instruction * a0, Signed a1, Signed a2, Signed a3, Signed a4) {
    struct S10_Instruction * v0;
    Signed v1;
    Signed v2;
    Signed v3;
    Signed v4;
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = a3;
    v4 = a4;
    v0->x_f_kind = v1;
    v0->x_f_target = v2;
    v0->x_f_first = v3;
    v0->x_f_second = v4;
    return;
}

void f45_append(struct S8_List_of__Instruction * a0, struct S10_Instruction * a1) {
    struct S8_List_of__Instruction * v0;
    struct S10_Instruction * v1;
    Signed v2;
    Signed v3;
    struct A9_Array_of__Instruction * v4;
    struct A9_Array_of__Instruction * v5;
    Signed v6;
    Signed v7;
    Bool v8;
    Bool v9;
    Bool v10;
    Signed v11;
    struct S8_List_of__Instruction * v12;
    struct S10_Instruction * v13;
    Signed v14;
    struct S8_List_of__Instruction * v15;
    struct S10_Instruction * v16;
    Signed v17;
    struct S8_List_of__Instruction * v18;
    struct S10_Instruction * v19;
    struct A9_Array_of__Instruction * v20;
    struct A9_Array_of__Instruction * v21;
    Signed v22;
    Signed v23;
    v0 = a0;
    v1 = a1;
    v2 = v0->x_length;
    v3 = v2;
    v4 = v0->x_items;
    v5 = v4;
    v6 = v5->length;
    v7 = v6;
    v8 = v3 == v7;
    v9 = v8;
    v10 = v9;
    if (v10) {
        v11 = v3;
        v12 = v0;
        v13 = v1;
        goto block3;
    }
    v14 = v3;
    v15 = v0;
    v16 = v1;
    goto block1;
  block1:
    ;
    v17 = v14;
    v18 = v15;
    v19 = v16;
    goto block2;
  block2:
    ;
    v20 = v18->x_items;
    v21 = v20;
    v21->items[v17] = v19;
    v22 = (Signed)((Unsigned)v17 + (Unsigned)1);
    v23 = v22;
    v18->x_length = v23;
    return;
  block3:
    ;
    f50_grow(v12);
    v17 = v11;
    v18 = v12;
    v19 = v13;
    goto block2;
}

void f46_grow(struct S16_List_of__Tuple * a0) {
    struct S16_List_of__Tuple * v0;
    struct A17_Array_of__Tuple * v1;
    struct A17_Array_of__Tuple * v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct A17_Array_of__Tuple * v11;
    struct A17_Array_of__Tuple * v12;
    Signed v13;
    struct A17_Array_of__Tuple * v14;
    Signed v15;
    struct A17_Array_of__Tuple * v16;
    struct S16_List_of__Tuple * v17;
    Bool v18;
    Bool v19;
    Bool v20;
    Signed v21;
    struct A17_Array_of__Tuple * v22;
    Signed v23;
    struct A17_Array_of__Tuple * v24;
    struct S16_List_of__Tuple * v25;
    struct A17_Array_of__Tuple * v26;
    struct S16_List_of__Tuple * v27;
    struct S18_Tuple * v28;
    struct S18_Tuple * v29;
    Signed v30;
    Signed v31;
    v0 = a0;
    v1 = v0->x_items;
    v2 = v1;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v4 >> (1 & 63);
    v6 = v5;
    v7 = (Signed)((Unsigned)v4 + (Unsigned)v6);
    v8 = v7;
    v9 = (Signed)((Unsigned)v8 + (Unsigned)4);
    v10 = v9;
    v11 = rpy_malloc_array(sizeof(struct A17_Array_of__Tuple), offsetof(struct A17_Array_of__Tuple, length), sizeof(struct S18_Tuple *), v10, 0);
    v12 = v11;
    v13 = 0;
    v14 = v12;
    v15 = v4;
    v16 = v2;
    v17 = v0;
    goto block1;
  block1:
    ;
    v18 = v13 < v15;
    v19 = v18;
    v20 = v19;
    if (v20) {
        v21 = v13;
        v22 = v14;
        v23 = v15;
        v24 = v16;
        v25 = v17;
        goto block3;
    }
    v26 = v14;
    v27 = v17;
    goto block2;
  block2:
    ;
    v27->x_items = v26;
    return;
  block3:
    ;
    v28 = v24->items[v21];
    v29 = v28;
    v22->items[v21] = v29;
    v30 = (Signed)((Unsigned)v21 + (Unsigned)1);
    v31 = v30;
    v13 = v31;
    v14 = v22;
    v15 = v23;
    v16 = v24;
    v17 = v25;
    goto block1;
}

void f47_resize(struct S11_Dict * a0) {
    struct S11_Dict * v0;
    Signed v1;
    struct S11_Dict * v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    Bool v11;
    Bool v12;
    Bool v13;
    Signed v14;
    struct S11_Dict * v15;
    Signed v16;
    struct S11_Dict * v17;
    struct A7_Array_of_Signed * v18;
    struct A7_Array_of_Signed * v19;
    Signed v20;
    Signed v21;
    struct A12_Array_of__DictEntry * v22;
    struct A12_Array_of__DictEntry * v23;
    Signed v24;
    Signed v25;
    Signed v26;
    Signed v27;
    Signed v28;
    struct A12_Array_of__DictEntry * v29;
    struct A7_Array_of_Signed * v30;
    struct S11_Dict * v31;
    Signed v32;
    struct A12_Array_of__DictEntry * v33;
    struct A12_Array_of__DictEntry * v34;
    Signed v35;
    struct A12_Array_of__DictEntry * v36;
    Signed v37;
    Signed v38;
    struct A12_Array_of__DictEntry * v39;
    struct A7_Array_of_Signed * v40;
    struct S11_Dict * v41;
    Signed v42;
    Signed v43;
    Bool v44;
    Bool v45;
    Bool v46;
    Signed v47;
    struct A12_Array_of__DictEntry * v48;
    Signed v49;
    Signed v50;
    struct A12_Array_of__DictEntry * v51;
    struct A7_Array_of_Signed * v52;
    struct S11_Dict * v53;
    Signed v54;
    struct A12_Array_of__DictEntry * v55;
    struct A7_Array_of_Signed * v56;
    struct S11_Dict * v57;
    struct S13_DictEntry * v58;
    struct S13_DictEntry * v59;
    Bool v60;
    Bool v61;
    Bool v62;
    Bool v63;
    Bool v64;
    Bool v65;
    Signed v66;
    struct A12_Array_of__DictEntry * v67;
    struct S13_DictEntry * v68;
    Signed v69;
    Signed v70;
    struct A12_Array_of__DictEntry * v71;
    struct A7_Array_of_Signed * v72;
    struct S11_Dict * v73;
    Signed v74;
    struct A12_Array_of__DictEntry * v75;
    Signed v76;
    Signed v77;
    struct A12_Array_of__DictEntry * v78;
    struct A7_Array_of_Signed * v79;
    struct S11_Dict * v80;
    Signed v81;
    struct A12_Array_of__DictEntry * v82;
    Signed v83;
    Signed v84;
    struct A12_Array_of__DictEntry * v85;
    struct A7_Array_of_Signed * v86;
    struct S11_Dict * v87;
    Signed v88;
    Signed v89;
    Signed v90;
    Signed v91;
    Signed v92;
    Signed v93;
    Signed v94;
    Signed v95;
    struct A12_Array_of__DictEntry * v96;
    struct S13_DictEntry * v97;
    Signed v98;
    Signed v99;
    struct A12_Array_of__DictEntry * v100;
    struct A7_Array_of_Signed * v101;
    struct S11_Dict * v102;
    Signed v103;
    Signed v104;
    Bool v105;
    Bool v106;
    Bool v107;
    Signed v108;
    Signed v109;
    struct A12_Array_of__DictEntry * v110;
    struct S13_DictEntry * v111;
    Signed v112;
    Signed v113;
    struct A12_Array_of__DictEntry * v114;
    struct A7_Array_of_Signed * v115;
    struct S11_Dict * v116;
    Signed v117;
    Signed v118;
    struct A12_Array_of__DictEntry * v119;
    struct S13_DictEntry * v120;
    Signed v121;
    Signed v122;
    struct A12_Array_of__DictEntry * v123;
    struct A7_Array_of_Signed * v124;
    struct S11_Dict * v125;
    Signed v126;
    Signed v127;
    Signed v128;
    Signed v129;
    Signed v130;
    Signed v131;
    Signed v132;
    Signed v133;
    Signed v134;
    Signed v135;
    v0 = a0;
    v1 = 8;
    v2 = v0;
    goto block1;
  block1:
    ;
    v3 = (Signed)((Unsigned)v1 * (Unsigned)2);
    v4 = v3;
    v5 = v2->x_live;
    v6 = v5;
    v7 = (Signed)((Unsigned)v6 + (Unsigned)1);
    v8 = v7;
    v9 = (Signed)((Unsigned)v8 * (Unsigned)5);
    v10 = v9;
    v11 = v4 < v10;
    v12 = v11;
    v13 = v12;
    if (v13) {
        v14 = v1;
        v15 = v2;
        goto block13;
    }
    v16 = v1;
    v17 = v2;
    goto block2;
  block2:
    ;
    v18 = rpy_malloc_array(sizeof(struct A7_Array_of_Signed), offsetof(struct A7_Array_of_Signed, length), sizeof(Signed), v16, 0);
    v19 = v18;
    v20 = (Signed)((Unsigned)v16 - (Unsigned)1);
    v21 = v20;
    v22 = v17->x_entries;
    v23 = v22;
    v24 = (Signed)((Unsigned)v16 * (Unsigned)2);
    v25 = v24;
    v26 = f51_floordiv_nonneg(v25, 3);
    if (rpy_exception != NULL) {
        return;
    }
    v27 = v26;
    v28 = v21;
    v29 = v23;
    v30 = v19;
    v31 = v17;
    goto block3;
  block3:
    ;
    v32 = v27;
    v33 = rpy_malloc_array(sizeof(struct A12_Array_of__DictEntry), offsetof(struct A12_Array_of__DictEntry, length), sizeof(struct S13_DictEntry *), v32, 0);
    v34 = v33;
    v35 = 0;
    v36 = v34;
    v37 = 0;
    v38 = v28;
    v39 = v29;
    v40 = v30;
    v41 = v31;
    goto block4;
  block4:
    ;
    v42 = v41->x_used;
    v43 = v42;
    v44 = v37 < v43;
    v45 = v44;
    v46 = v45;
    if (v46) {
        v47 = v35;
        v48 = v36;
        v49 = v37;
        v50 = v38;
        v51 = v39;
        v52 = v40;
        v53 = v41;
        goto block6;
    }
    v54 = v35;
    v55 = v36;
    v56 = v40;
    v57 = v41;
    goto block5;
  block5:
    ;
    v57->x_table = v56;
    v57->x_entries = v55;
    v57->x_used = v54;
    return;
  block6:
    ;
    v58 = v51->items[v49];
    v59 = v58;
    v60 = v59 != NULL;
    v61 = !v60;
    v62 = v61;
    v63 = !v62;
    v64 = v63;
    v65 = v64;
    if (v65) {
        v66 = v47;
        v67 = v48;
        v68 = v59;
        v69 = v49;
        v70 = v50;
        v71 = v51;
        v72 = v52;
        v73 = v53;
        goto block9;
    }
    v74 = v47;
    v75 = v48;
    v76 = v49;
    v77 = v50;
    v78 = v51;
    v79 = v52;
    v80 = v53;
    goto block7;
  block7:
    ;
    v81 = v74;
    v82 = v75;
    v83 = v76;
    v84 = v77;
    v85 = v78;
    v86 = v79;
    v87 = v80;
    goto block8;
  block8:
    ;
    v88 = (Signed)((Unsigned)v83 + (Unsigned)1);
    v89 = v88;
    v35 = v81;
    v36 = v82;
    v37 = v89;
    v38 = v84;
    v39 = v85;
    v40 = v86;
    v41 = v87;
    goto block4;
  block9:
    ;
    v90 = v68->x_code;
    v91 = v90;
    v92 = v91 & v70;
    v93 = v92;
    v94 = v93;
    v95 = v66;
    v96 = v67;
    v97 = v68;
    v98 = v69;
    v99 = v70;
    v100 = v71;
    v101 = v72;
    v102 = v73;
    goto block10;
  block10:
    ;
    v103 = v101->items[v94];
    v104 = v103;
    v105 = v104 != 0;
    v106 = v105;
    v107 = v106;
    if (v107) {
        v108 = v94;
        v109 = v95;
        v110 = v96;
        v111 = v97;
        v112 = v98;
        v113 = v99;
        v114 = v100;
        v115 = v101;
        v116 = v102;
        goto block12;
    }
    v117 = v94;
    v118 = v95;
    v119 = v96;
    v120 = v97;
    v121 = v98;
    v122 = v99;
    v123 = v100;
    v124 = v101;
    v125 = v102;
    goto block11;
  block11:
    ;
    v126 = (Signed)((Unsigned)v118 + (Unsigned)2);
    v127 = v126;
    v124->items[v117] = v127;
    v119->items[v118] = v120;
    v128 = (Signed)((Unsigned)v118 + (Unsigned)1);
    v129 = v128;
    v81 = v129;
    v82 = v119;
    v83 = v121;
    v84 = v122;
    v85 = v123;
    v86 = v124;
    v87 = v125;
    goto block8;
  block12:
    ;
    v130 = (Signed)((Unsigned)v108 + (Unsigned)1);
    v131 = v130;
    v132 = v131 & v113;
    v133 = v132;
    v94 = v133;
    v95 = v109;
    v96 = v110;
    v97 = v111;
    v98 = v112;
    v99 = v113;
    v100 = v114;
    v101 = v115;
    v102 = v116;
    goto block10;
  block13:
    ;
    v134 = (Signed)((Unsigned)v14 * (Unsigned)2);
    v135 = v134;
    v1 = v135;
    v2 = v15;
    goto block1;
}

void f48_grow(struct S0_List_of__String * a0) {
    struct S0_List_of__String * v0;
    struct A1_Array_of__String * v1;
    struct A1_Array_of__String * v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct A1_Array_of__String * v11;
    struct A1_Array_of__String * v12;
    Signed v13;
    struct A1_Array_of__String * v14;
    Signed v15;
    struct A1_Array_of__String * v16;
    struct S0_List_of__String * v17;
    Bool v18;
    Bool v19;
    Bool v20;
    Signed v21;
    struct A1_Array_of__String * v22;
    Signed v23;
    struct A1_Array_of__String * v24;
    struct S0_List_of__String * v25;
    struct A1_Array_of__String * v26;
    struct S0_List_of__String * v27;
    struct String * v28;
    struct String * v29;
    Signed v30;
    Signed v31;
    v0 = a0;
    v1 = v0->x_items;
    v2 = v1;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v4 >> (1 & 63);
    v6 = v5;
    v7 = (Signed)((Unsigned)v4 + (Unsigned)v6);
    v8 = v7;
    v9 = (Signed)((Unsigned)v8 + (Unsigned)4);
    v10 = v9;
    v11 = rpy_malloc_array(sizeof(struct A1_Array_of__String), offsetof(struct A1_Array_of__String, length), sizeof(struct String *), v10, 0);
    v12 = v11;
    v13 = 0;
    v14 = v12;
    v15 = v4;
    v16 = v2;
    v17 = v0;
    goto block1;
  block1:
    ;
    v18 = v13 < v15;
    v19 = v18;
    v20 = v19;
    if (v20) {
        v21 = v13;
        v22 = v14;
        v23 = v15;
        v24 = v16;
        v25 = v17;
        goto block3;
    }
    v26 = v14;
    v27 = v17;
    goto block2;
  block2:
    ;
    v27->x_items = v26;
    return;
  block3:
    ;
    v28 = v24->items[v21];
    v29 = v28;
    v22->items[v21] = v29;
    v30 = (Signed)((Unsigned)v21 + (Unsigned)1);
    v31 = v30;
    v13 = v31;
    v14 = v22;
    v15 = v23;
    v16 = v24;
    v17 = v25;
    goto block1;
}

void f49_grow(struct S6_List_of_Signed * a0) {
    struct S6_List_of_Signed * v0;
    struct A7_Array_of_Signed * v1;
    struct A7_Array_of_Signed * v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct A7_Array_of_Signed * v11;
    struct A7_Array_of_Signed * v12;
    Signed v13;
    struct A7_Array_of_Signed * v14;
    Signed v15;
    struct A7_Array_of_Signed * v16;
    struct S6_List_of_Signed * v17;
    Bool v18;
    Bool v19;
    Bool v20;
    Signed v21;
    struct A7_Array_of_Signed * v22;
    Signed v23;
    struct A7_Array_of_Signed * v24;
    struct S6_List_of_Signed * v25;
    struct A7_Array_of_Signed * v26;
    struct S6_List_of_Signed * v27;
    Signed v28;
    Signed v29;
    Signed v30;
    Signed v31;
    v0 = a0;
    v1 = v0->x_items;
    v2 = v1;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v4 >> (1 & 63);
    v6 = v5;
    v7 = (Signed)((Unsigned)v4 + (Unsigned)v6);
    v8 = v7;
    v9 = (Signed)((Unsigned)v8 + (Unsigned)4);
    v10 = v9;
    v11 = rpy_malloc_array(sizeof(struct A7_Array_of_Signed), offsetof(struct A7_Array_of_Signed, length), sizeof(Signed), v10, 0);
    v12 = v11;
    v13 = 0;
    v14 = v12;
    v15 = v4;
    v16 = v2;
    v17 = v0;
    goto block1;
  block1:
    ;
    v18 = v13 < v15;
    v19 = v18;
    v20 = v19;
    if (v20) {
        v21 = v13;
        v22 = v14;
        v23 = v15;
        v24 = v16;
        v25 = v17;
        goto block3;
    }
    v26 = v14;
    v27 = v17;
    goto block2;
  block2:
    ;
    v27->x_items = v26;
    return;
  block3:
    ;
    v28 = v24->items[v21];
    v29 = v28;
    v22->items[v21] = v29;
    v30 = (Signed)((Unsigned)v21 + (Unsigned)1);
    v31 = v30;
    v13 = v31;
    v14 = v22;
    v15 = v23;
    v16 = v24;
    v17 = v25;
    goto block1;
}

void f50_grow(struct S8_List_of__Instruction * a0) {
    struct S8_List_of__Instruction * v0;
    struct A9_Array_of__Instruction * v1;
    struct A9_Array_of__Instruction * v2;
    Signed v3;
    Signed v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    Signed v9;
    Signed v10;
    struct A9_Array_of__Instruction * v11;
    struct A9_Array_of__Instruction * v12;
    Signed v13;
    struct A9_Array_of__Instruction * v14;
    Signed v15;
    struct A9_Array_of__Instruction * v16;
    struct S8_List_of__Instruction * v17;
    Bool v18;
    Bool v19;
    Bool v20;
    Signed v21;
    struct A9_Array_of__Instruction * v22;
    Signed v23;
    struct A9_Array_of__Instruction * v24;
    struct S8_List_of__Instruction * v25;
    struct A9_Array_of__Instruction * v26;
    struct S8_List_of__Instruction * v27;
    struct S10_Instruction * v28;
    struct S10_Instruction * v29;
    Signed v30;
    Signed v31;
    v0 = a0;
    v1 = v0->x_items;
    v2 = v1;
    v3 = v0->x_length;
    v4 = v3;
    v5 = v4 >> (1 & 63);
    v6 = v5;
    v7 = (Signed)((Unsigned)v4 + (Unsigned)v6);
    v8 = v7;
    v9 = (Signed)((Unsigned)v8 + (Unsigned)4);
    v10 = v9;
    v11 = rpy_malloc_array(sizeof(struct A9_Array_of__Instruction), offsetof(struct A9_Array_of__Instruction, length), sizeof(struct S10_Instruction *), v10, 0);
    v12 = v11;
    v13 = 0;
    v14 = v12;
    v15 = v4;
    v16 = v2;
    v17 = v0;
    goto block1;
  block1:
    ;
    v18 = v13 < v15;
    v19 = v18;
    v20 = v19;
    if (v20) {
        v21 = v13;
        v22 = v14;
        v23 = v15;
        v24 = v16;
        v25 = v17;
        goto block3;
    }
    v26 = v14;
    v27 = v17;
    goto block2;
  block2:
    ;
    v27->x_items = v26;
    return;
  block3:
    ;
    v28 = v24->items[v21];
    v29 = v28;
    v22->items[v21] = v29;
    v30 = (Signed)((Unsigned)v21 + (Unsigned)1);
    v31 = v30;
    v13 = v31;
    v14 = v22;
    v15 = v23;
    v16 = v24;
    v17 = v25;
    goto block1;
}

Signed f51_floordiv_nonneg(Signed a0, Signed a1) {
    Signed v0;
    Signed v1;
    Bool v2;
    Bool v3;
    Bool v4;
    Signed v5;
    Signed v6;
    Signed v7;
    Signed v8;
    struct S30_ZeroDivisionError * v9;
    struct S14_Object * v10;
    struct S30_ZeroDivisionError * v11;
    struct S14_Object * v12;
    v0 = a0;
    v1 = a1;
    v2 = v1 == 0;
    v3 = v2;
    v4 = v3;
    if (v4) {
        goto block2;
    }
    v5 = v0;
    v6 = v1;
    goto block1;
  block1:
    ;
    v7 = v5 / v6;
    v8 = v7;
    return v8;
  block2:
    ;
    v9 = rpy_malloc(sizeof(struct S30_ZeroDivisionError));
    v10 = (struct S14_Object *)v9;
    v10->x_table = (struct S5_ClassTable *)&d38;
    v11 = v9;
    v12 = (struct S14_Object *)v11;
    rpy_raise(v12);
    return 0;
}
