//! How Japanese sentences are read: for each text, what the claim with these words says.

mod common;
#[path = "common/frames.rs"]
mod frames;

use frames::table;

#[test]
fn clauses_that_date_one_another_are_two_claims() {
    table(&[
        (
            "日本がポツダム宣言の受諾を連合国に通告したのと同じ8月14日、モスクワで中華民国とソ連が条約を結びました。1945年のことです。",
            "日本がポツダム宣言の受諾を連合国に通告したのと同じ",
            "japan >notice to:allies-wwii in:japan-acceptance-of-potsdam on:1945-08-14",
        ),
        (
            "フランスがルールを占領した1923年1月11日、英国はこれに加わらなかった。",
            "フランスがルールを占領した",
            "france >occupation at:ruhr on:1923-01-11",
        ),
        (
            "エジプトがイスラエルを攻撃した翌日、シリアもゴラン高原に侵攻した。",
            "翌日、シリアもゴラン高原に侵攻した",
            "syria >invasion at:golan-heights on:XXXX-XX-XX",
        ),
        // How long it has been is no event.
        (
            "中華人民共和国の成立から二か月余りたった1949年12月、毛沢東はモスクワに着いた。",
            "中華人民共和国の成立から二か月余りたった1949年12月、毛沢東はモスクワに着いた",
            "mao-zedong >visit at:moscow in:founding-of-prc on:1949-12",
        ),
    ]);
}

#[test]
fn a_predicate_left_out_is_that_of_the_neighbour() {
    table(&[
        (
            "1945年、占守島にソ連軍が上陸したのは八月十八日、択捉島は同じ月の二十八日でした。",
            "択捉島は同じ月の二十八日でした",
            "red-army >landing at:etorofu on:1945-08-28",
        ),
        (
            "ギリシャとトルコは1952年、西ドイツは1955年に北大西洋条約に加盟した。",
            "ギリシャとトルコは1952年",
            "greece,turkey >accession by:north-atlantic-treaty-1949 on:1952",
        ),
        (
            "新STARTの発効は2011年2月5日、期間は10年である。",
            "新STARTの発効は2011年2月5日",
            ">entry-into-force by:new-start-2010 on:2011-02-05",
        ),
        (
            "日本の全権は小村寿太郎、ロシアの全権はウィッテであった。",
            "ロシアの全権はウィッテであった",
            "",
        ),
        (
            "条約はセルビアの独立を承認、ブルガリアは自治公国となった。",
            "ブルガリアは自治公国となった",
            "bulgaria",
        ),
        (
            "署名したのはモロトフとリッベントロップで、議定書は公表されなかった。",
            "署名したのはモロトフとリッベントロップで",
            "molotov,ribbentrop >signature",
        ),
    ]);
}

#[test]
fn what_was_declined_was_not_done() {
    table(&[
        (
            "1919年6月28日、中国はベルサイユ条約の調印を拒んだ。",
            "1919年6月28日、中国はベルサイユ条約の調印を拒んだ",
            "republic-of-china >signature !not by:versailles-1919 on:1919-06-28",
        ),
        (
            "米国の上院はベルサイユ条約の批准を拒んだ。",
            "米国の上院はベルサイユ条約の批准を拒んだ",
            "usa >refusal-to-ratify by:versailles-1919",
        ),
        (
            "インドは核拡散防止条約に一度も加わっていない。",
            "インドは核拡散防止条約に一度も加わっていない",
            "india >accession !not by:npt-1968",
        ),
    ]);
}

#[test]
fn words_of_several_senses_are_acts_with_a_fit_object() {
    table(&[
        (
            "1945年8月18日、占守島にソ連軍が上がった。",
            "1945年8月18日、占守島にソ連軍が上がった",
            "red-army >landing at:shumshu on:1945-08-18",
        ),
        (
            "1945年、物価が上がった。",
            "1945年、物価が上がった",
            "on:1945",
        ),
        (
            "ドイツはアルザス・ロレーヌをフランスに返した。",
            "ドイツはアルザス・ロレーヌをフランスに返した",
            "german-reich|germany >return-of-territory to:france at:alsace-lorraine",
        ),
        ("首相は書簡を返した。", "首相は書簡を返した", ""),
        (
            "1899年に領事裁判権が消えた。",
            "1899年に領事裁判権が消えた",
            "on:1899",
        ),
        (
            "1855年9月、セバストポリが落ちた。",
            "1855年9月、セバストポリが落ちた",
            ">occupation at:sevastopol on:1855-09",
        ),
    ]);
}

#[test]
fn a_distance_beside_a_day_only_leads_to_it() {
    table(&[
        (
            "核兵器禁止条約は50か国目の批准から90日後の2021年1月22日に発効した。",
            "核兵器禁止条約は50か国目の批准から90日後の2021年1月22日に発効した",
            ">entry-into-force by:tpnw-2017 on:2021-01-22",
        ),
        (
            "日中平和友好条約は一年前の文書による予告で終わらせることができる。",
            "日中平和友好条約は一年前の文書による予告で終わらせることができる",
            "by:japan-china-1978",
        ),
        (
            "スイスのロカルノで1925年10月、条約が仮調印された。",
            "スイスのロカルノで1925年10月、条約が仮調印された",
            ">signature at:locarno on:1925-10",
        ),
    ]);
}

#[test]
fn years_are_carried_as_the_text_goes_on() {
    table(&[
        (
            "一九一四年に戦争が始まった。アメリカがドイツに宣戦したのは一七年四月である。",
            "アメリカがドイツに宣戦したのは一七年四月である",
            "usa >declaration-of-war to:german-reich on:1917-04",
        ),
        (
            "明治三十二年に条約が改められ、関税自主権が戻るのは同四十四年である。",
            "関税自主権が戻るのは同四十四年である",
            "on:1911",
        ),
        (
            "話は昭和四十七年にさかのぼる。この年の二月、ニクソンが中国を訪れた。",
            "この年の二月、ニクソンが中国を訪れた",
            "nixon >visit to:china on:1972-02",
        ),
        (
            "1978年8月12日の日中平和友好条約の調印から、きょうで三十年になる。平成二十年八月十二日。",
            "1978年8月12日の日中平和友好条約の調印から、きょうで三十年になる",
            ">signature in:japan-china-1978-signing on:1978-08-12",
        ),
        (
            "2001年9月8日\n\n平和条約がサンフランシスコで調印されて、きょうでちょうど五十年になる。",
            "平和条約がサンフランシスコで調印されて、きょうでちょうど五十年になる",
            ">signature at:san-francisco by:san-francisco-1951 on:1951-09-08",
        ),
        (
            "2016年10月19日\n\nきょうで日ソ共同宣言の調印から60年になる。",
            "きょうで日ソ共同宣言の調印から60年になる",
            ">signature in:signing-of-joint-declaration-1956 on:1956-10-19",
        ),
        // Until a later year: the story stays where it is.
        (
            "1945年4月5日、ソ連は条約の廃棄を通告した。条約は翌年の四月まで有効だった。四か月後の八月八日、ソ連は日本に宣戦した。",
            "四か月後の八月八日、ソ連は日本に宣戦した",
            "ussr >declaration-of-war to:japan on:1945-08-08",
        ),
        // Months of the old calendar are not those of the new.
        (
            "嘉永六年に黒船が来た。翌年三月三日、条約が結ばれた。",
            "翌年三月三日、条約が結ばれた",
            ">signature on:XXXX-XX-XX",
        ),
    ]);
}

#[test]
fn same_country_is_one_told_before() {
    table(&[(
        "1914年6月、サラエボでオーストリア=ハンガリーの皇太子が暗殺された。一か月後、同国はセルビアに宣戦した。",
        "一か月後、同国はセルビアに宣戦した",
        "austria-hungary >declaration-of-war to:kingdom-of-serbia on:1914-07",
    )]);
}

#[test]
fn what_tells_which_agreement_is_meant_is_no_act_of_the_clause() {
    table(&[(
        "1951年9月8日に調印されたサンフランシスコ平和条約は、1952年4月28日に発効した。",
        "1951年9月8日に調印されたサンフランシスコ平和条約は、1952年4月28日に発効した",
        ">entry-into-force by:san-francisco-1951 on:1952-04-28",
    )]);
}

#[test]
fn the_topic_of_a_sentence_is_what_the_next_clause_is_about() {
    table(&[
        (
            "ブダペスト覚書は1994年、ウクライナがNPTに加入する際に署名されたもので、中国は署名していない。",
            "中国は署名していない",
            "china >signature !not by:budapest-1994",
        ),
        // Called by its own word.
        (
            "四カ国条約により、日英同盟は廃棄された。同条約は1923年8月17日に発効した。",
            "同条約は1923年8月17日に発効した",
            ">entry-into-force by:four-power-1921 on:1923-08-17",
        ),
    ]);
}

#[test]
fn a_name_is_not_another_of_the_same_kind() {
    table(&[
        (
            "1978年、昭和天皇は訪問を受けた。",
            "1978年、昭和天皇は訪問を受けた",
            "hirohito >visit on:1978",
        ),
        (
            "1943年、孝明天皇の墓を首相が訪れた。",
            "1943年、孝明天皇の墓を首相が訪れた",
            ">visit on:1943",
        ),
        // Called by a place only, and by a year that is not its own.
        (
            "1839年のロンドン条約はベルギーの中立を定めた。1871年三月のロンドン条約で列国は黒海の条項を改めた。",
            "1871年三月のロンドン条約で列国は黒海の条項を改めた",
            "at:black-sea on:1871-03",
        ),
        (
            "2008年、両国は東シナ海の共同開発で合意した。",
            "2008年、両国は東シナ海の共同開発で合意した",
            "at:east-china-sea on:2008",
        ),
        (
            "1964年、中国は核兵器の開発に成功した。",
            "1964年、中国は核兵器の開発に成功した",
            "china >acquisition-of-weapons on:1964",
        ),
    ]);
}
