-- What 0075 moved into carriers' terms said its source in Chinese on English pages too (CL-8, EX-9).
update carrier_terms set source_en = replace(source_en, '示例，未核实：未保价按运费倍数', 'example, not verified: as a multiple of the freight')
  where source_en like '%示例，未核实：未保价按运费倍数%';
