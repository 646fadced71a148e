/** Surnames that are seldom anything else. */
export const sureSurnames =
  '王李张刘陈杨赵吴徐孙朱胡郭林罗郑梁宋唐韩冯邓曹彭肖田董袁潘蒋蔡杜程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹秦邱薛闫侯史陶黎郝龚邵覃武戴莫汤阎卞赖庞樊殷翟倪葛洪伍耿聂焦岳柯缪詹冉祁骆屈褚佘宫冼饶阮佟隋'
/** Surnames that are as often ordinary words or places (方向, 石龙, 高兴): believed only where the context says a name. */
export const ambiguousSurnames =
  '付施蓝黄周马何高谢许曾于余任金石夏白孟熊江尹雷龙贺顾毛万钱严孔向齐乔兰庄章鲁安牛童欧翁霍裴柴游宁祝纪甘尤叶包单方时常文明华成温路全申连楚古易水平关'
/** Further surnames of the 百家姓, and traditional forms; in plain words they count for little. */
export const rareSurnames =
  '舒卫晏毕柏戚岑凤乐滕糜房解丛巩厉狄米贝臧计戈茅庾柳路娄危邢裘干宗郁杭诸左吉嵇滑荣荀惠曲封芮储靳松井富巫巴弓牧山谷车班仰秋仲伊栾暴戎祖符景束幸司韶郜薄印宿怀蒲台鄂索籍卓蔺屠蒙池胥苍双闻莘党贡劳逄姬扶郦雍桑桂濮寿边扈燕浦尚农瞿慕茹习宦艾鱼容苑苟桓麦原宾旷麻朴玄商禹亓仝迟揭鹿' +
  '張陳劉楊趙黃吳馬孫羅鄭謝韓馮蕭許鄧葉蘇蔣賈龔顧陸鍾譚韋鄒閻魯喬溫莊嚴龍錢湯賴齊韋蘭聶覃衛盧譙關黎穆'
export const compoundSurnames = '欧阳|上官|司马|诸葛|司徒|皇甫|慕容|令狐|尉迟|公孙|夏侯|端木'
/** Characters given names are made of. */
export const givenCharacters =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英华玉萍红梅兰琴淑珍凤莲芬翠云香荣爱惠琳佳欣怡雪倩雅婷慧颖莉燕玲洁瑞鑫鹏斌峰辉波浩宇博文俊豪晨阳旭东建国志明海林森泽源振兴福贵财根德顺宝祥庆忠诚信胜利坤亮飞龙虎彪雄威武松柏山川江河梓涵诗琪晴萱雯悦彤瑶薇蓉蕾丹晶莹璐媛嫣妍姗珊岚菲菊春秋冬月星辰光耀昌盛隆永康健宁平成立新民邦家齐世仁礼智孝廉贤良才思远航程帆凯翔奇伦睿哲宏达启茂楠桐柔蓓茜筠炜炳焕煜烨钰锋锐铁铭锦银钧淼润泓澜清洪沛泰岩峻崇嵩巍嘉晗昕昊煊轩萌妮若素希羽逸馨瑜瑾璇珂珺琦琰韵霏霖霄露骏骁鸿鹤麟懿毅珠翰聪苗菁菱蕴蕊虹裕谦谨贞赫跃迪雁霆靖韬颂馥鹃守天全学占仕先克万喜延长金胤培'
export const titleWords =
  '先生|女士|小姐|同志|阿姨|叔叔|大爷|大妈|大娘|奶奶|爷爷|伯伯|老师|医生|护士|警官|民警|主任|书记|经理|师傅|老板|局长|所长|队长|科长|校长|律师|同学|教练|会计|网格员|辅警|大夫|总(?!是|之|共|体|的)|哥(?!哥)|姐(?!姐|妹)|叔(?!叔)|姨(?!妈)|嫂|伯(?!伯)|婶'
/** Characters foreign names are written in. */
export const foreignSounds =
  '阿埃艾安奥巴贝比布查达大戴丹德迪东杜恩尔法菲费弗夫福盖戈哥格古哈海汉赫霍基吉加杰卡凯康柯科克肯拉莱兰劳雷李里利林琳龙卢鲁伦罗洛马玛迈麦曼梅蒙米密莫姆穆娜内尼纽诺欧帕佩皮普奇乔切琼瑞萨赛桑莎舍圣施史斯丝苏索塔泰坦唐特提汀图托瓦威韦维温沃伍西希夏谢辛休雪雅亚扬伊因约泽詹珍朱兹'
/** Ordinary words and places that look like a name. */
export const plainWords =
  '王道|王牌|王子|王国|王府|李子|李树|张开|张贴|张罗|张望|张扬|张嘴|张口|张力|张家界|陈旧|陈述|陈列|陈皮|陈醋|陈年|刘海|杨梅|杨树|杨柳|赵州|黄金|黄河|黄山|黄瓜|黄昏|黄梅|周末|周围|周到|周年|周转|吴语|吴侬|徐徐|徐州|孙女|孙子|朱红|朱砂|马上|马桶|马力|马虎|胡同|胡子|胡椒|胡闹|胡乱|郭外|林荫|林业|林区|林子|何时|何况|高温|高空|高峰|高兴|高铁|罗列|罗盘|罗汉|郑重|郑州|梁柱|梁山|谢谢|宋体|宋朝|唐装|唐山|唐诗|许愿|许多|许可|韩国|韩剧|冯虚|曹冲|彭湃|曾祖|萧条|肖像|田野|田径|董事|袁大头|潘多拉|于是|蔡锅|余地|余额|杜鹃|杜绝|杜仲|叶片|叶子|程度|程序|魏碑|苏州|苏打|吕剧|丁香|丁字路|任意|任何|任务|沈阳|姚江|卢沟|姜汁|姜汤|崔巍|钟点|钟表|谭鱼头|陆续|陆地|汪洋|汪汪|范例|范围|金钱|金属|金桂|石油|石榴|石板|石头|廖廓|夏季|夏天|付款|方案|方便|方向|白糖|白天|白菜|孟夏|熊猫|秦腔|江南|江边|尹始|段落|雷雨|雷电|龙虾|龙头|史料|陶瓷|黎明|贺喜|贺卡|顾虑|顾客|毛病|毛巾|万能|万一|钱包|钱财|严格|严重|武术|戴口罩|莫名|孔雀|孔洞|向阳|向前|汤圆|齐全|乔木|兰花|庄稼|章程|章鱼|鲁莽|安全|安康|牛奶|童话|游泳|宁静|祝福|纪念|尤其|包装|单元|时间|常见|常常|文件|明天|华丽|成功|温暖|温度|路口|全部|全家|申请|连续|楚河|古老|水平|水管|平时|平安|关系|德胜门|和平|建国门|卫生|米粉|房东|秋天|秋冬|晶晶亮|海洋|海绵|丹参|贵宾|春节|冬至|立秋|立冬|国庆|富贵|福气|孝顺|喜糖|红包|全红|珍珠|红领巾|祥云|武当|武昌|宁波|泰山|梅雨|雷声|毛坯|王婆'
/** Sounds of Uighur, Tibetan, Mongol and Kazakh names that foreign ones seldom have. */
export const minoritySounds =
  '买吐热依古丽提孜帕木别克江巴图勒格次仁央扎旺才让多吉措卓嘎旦增桑杰其娜仁花日松热合曼尔不都'
/** English first names as neighbours go by; those that are rather a brand or a month are left out. */
export const englishNames =
  'Amy|Andy|Anna|Ben|Bella|Bob|Cindy|David|Emma|Eric|Eva|Frank|Fiona|Gina|Helen|Henry|Iris|Ivy|Jack|James|Jane|Jason|Jenny|Jessica|Jim|John|Joyce|Kelly|Kevin|Kitty|Leo|Lily|Linda|Lisa|Lucy|Lulu|Mary|Mia|Michael|Mike|Nancy|Nick|Olivia|Peter|Rick|Robert|Ruby|Sam|Sandy|Sherry|Sophie|Steven|Susan|Tina|Tom|Tony|Vicky|Vincent|Vivian|Wendy|Zoe'
